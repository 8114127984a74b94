// The coding desk. It shows what Python says, as text only, and names what a person did.

const SEVERITIES = [["1", "a nuisance"], ["2", "costs time or money"], ["3", "stops the work"]];

function buildReview(model, host, words) {
  let view;
  const narrow = (name) => (value) => {
    send("narrow", { [name]: value });
    rest();
  };
  const theme = menu(t("Theme"), [], "", narrow("theme"));
  const kind = menu(t("Kind"), [], "", narrow("kind"));
  const status = menu(t("State"), [], "", narrow("status"));
  // Where another screen led to some statements, they alone are listed until one wants all again.
  const only = el("button", { type: "button", class: "rl-button", hidden: true, onclick: () => {
    send("narrow", { only: [] });
    rest();
  } });
  const ownKeys = words.own.filter((one) => one.key).map((one) => one.key);
  const desk = frame(model, host, {
    name: "review",
    title: t("Coding desk"),
    search: t("Search the statements"),
    bar: t("decided so far"),
    tools: [only, theme, kind, status],
    rest: 900,
    keys: [
      ["j k", "next, previous"],
      ["Enter", "accept what is suggested, and go on"],
      ["1 … 9 0", "choose one of the ten causes"],
      ["-", "the cause is not clear"],
      ...(ownKeys.length ? [[ownKeys.join(" "), "choose one of your own codes"]] : []),
      ["c r q a o", "concern, proposal, question, praise, other"],
      ["v", "one step graver: nuisance, costs, stops the work"],
      ["p", "postpone"],
      ["u", "undo your last action"],
      ["m", "write a memo"],
      ["s", "split the statement"],
      ["b", "accept many at once"],
      ["x", "blind: cover suggestions and others' codes"],
      ["/", "search"],
    ],
    inField,
  });
  const { send, button, rest, keymap } = desk;
  const sign = (family) => familySign(words, family);

  const list = virtualList({
    label: t("Queue of statements"),
    height: 76,
    more: (from) => send("lines", { from }),
    pick: (line) => {
      send("go", { position: line.position });
      rest();
    },
    row: (line) => [
      el("span", { class: "rl-line-words" }, line.excerpt),
      el("span", { class: "rl-line-code" }, sign(line.family), el("span", {}, t(line.word)), stateMark(line.status)),
    ],
  });
  const context = contextBox();
  const code = el("div", { class: "rl-code" });
  const evidence = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": t("Reasons and facts") });
  const kindButtons = new Map(
    words.kinds.map((one) => [one.value, button(one.key, one.word, () => send("change", { field: "kind", value: one.value }))]),
  );
  const kinds = el("div", { class: "rl-kinds", role: "group", "aria-label": t("Kind") }, ...kindButtons.values());
  const graves = new Map(
    SEVERITIES.map(([value, word]) => [
      value,
      button("", `${value} ${t(word)}`, () => send("change", { field: "severity", value })),
    ]),
  );
  const grave = el(
    "div",
    { class: "rl-kinds rl-grave", role: "group", "aria-label": t("How grave it is"), "aria-keyshortcuts": "v" },
    el("span", { class: "rl-quiet" }, key("v"), ` ${t("How grave")}`),
    ...graves.values(),
  );
  const choose = (value) => send("change", { field: "cause", value });
  const causes = causeButtons(desk, words, choose, t("Cause"), words.own);

  const cutBox = el("div", { class: "rl-panel", role: "group", "aria-label": t("Split the statement"), hidden: true });
  const memoField = el("textarea", { rows: 2, "aria-label": t("Memo"), placeholder: t("Why, in your words") });
  const memoBox = el(
    "div",
    { class: "rl-memo", hidden: true },
    memoField,
    button("", t("Save memo"), () => saveMemo(), "rl-primary"),
    button("Esc", t("Leave"), () => closeMemo()),
  );
  const step = (name, arrow, label, action) => {
    const made = button(name, arrow, () => send(action));
    made.setAttribute("aria-label", label);
    return made;
  };
  const split = button("s", t("Split"), () => openCut());
  const panel = el("div", { class: "rl-panel", role: "group", "aria-label": t("Many at once"), hidden: true });
  const many_ = button("b", t("Many"), () => send("together", { least: 0.9 }));
  const blind = button("x", t("Blind"), () => send("blind"));
  const sure = el("div", { class: "rl-sure" });
  const accept = button("Enter", t("Accept"), () => send("accept"), "rl-primary");
  const actions = el(
    "div",
    { class: "rl-actions", role: "group", "aria-label": t("Actions") },
    accept,
    button("p", t("Postpone"), () => send("postpone")),
    button("m", t("Memo"), () => openMemo()),
    button("u", t("Undo"), () => send("undo")),
    split,
    el("span", { class: "rl-space" }),
    el("span", { class: "rl-steps" }, step("k", "↑", t("Previous"), "previous"), step("j", "↓", t("Next"), "next")),
  );
  desk.body.append(
    list.element,
    el("div", { class: "rl-work" }, context.asked, context.answer, context.who, cutBox, code, panel, kinds, causes.element, grave, memoBox, actions),
    evidence,
  );
  desk.tools.append(many_, blind);

  // ---------------------------------------------------------------- what changes with a view
  function showCode(card) {
    const now = card.code;
    const sure = now.confidence == null ? t("decided by a person") : t("{n} sure", { n: percent(now.confidence) });
    const by = now.confidence == null ? "" : `, ${t("from {what}", { what: t(now.decided_by || "text") })}`;
    showGrave(card.severity);
    if (view.blind) return showOwn(card, now);
    fill(
      code,
      el(
        "span",
        { class: "rl-now" },
        sign(now.family),
        el("strong", {}, t(now.cause_word || now.kind || "no code")),
        quiet(now.cause_word ? t(now.kind) : ""),
      ),
      quiet(`${sure}${by}`),
      stateMark(card.status),
      ...card.differs.map((one) => el("span", { class: "rl-differs" }, `≠ ${one.coder}: ${one.field === "severity" ? t("severity {n}", { n: one.value }) : t(one.value)}`, quiet(` ${one.at.slice(11)}`))),
    );
    for (const [value, made] of kindButtons) press(made, value === now.kind);
    for (const [value, made] of causes.made) press(made, value === (now.own || now.cause));
  }

  function showGrave(severity) {
    for (const [value, made] of graves) press(made, value === severity?.value);
  }

  /** Blind: one's own code and nothing else. */
  function showOwn(card, now) {
    fill(
      code,
      el(
        "span",
        { class: "rl-now" },
        sign(now.family),
        el("strong", {}, t(now.cause_word || now.kind || "no code")),
        quiet(now.cause_word ? t(now.kind) : ""),
      ),
      quiet(t("coded blind")),
      stateMark(card.status, card.status === "open" ? "" : "decided"),
    );
    for (const [value, made] of kindButtons) press(made, value === now.kind);
    for (const [value, made] of causes.made) press(made, value === (now.own || now.cause));
  }

  /** What accepting many at once would do, before it is done. */
  function showTogether() {
    const plan = view.together;
    const begins = plan && panel.hidden;
    panel.hidden = !plan;
    cover();
    if (!plan) return;
    const had = panel.contains(document.activeElement);
    const row = ([word, family, n]) =>
      el("li", {}, sign(family), el("span", {}, t(word)), way(String(n), () => send("planned", { word }), t("List these")));
    fill(
      panel,
      el(
        "label",
        { class: "rl-form" },
        el("span", {}, t("Accept all listed suggestions that are at least")),
        menu(t("How sure"), view.steps.map((one) => [String(one), t("{n} sure", { n: percent(one) })]), String(plan.least), (least) =>
          send("together", { least: Number(least) }),
        ),
      ),
      el(
        "p",
        { class: "rl-plan", role: "status" },
        plan.n
          ? [
              way(many(plan.n, "{n} open statement", "{n} open statements"), () => send("planned"), t("List these")),
              ` ${plan.wrong < 0.5 ? t("would be confirmed; hardly any of them is expected to be wrong.") : t("would be confirmed; about {wrong} of them may be wrong.", { wrong: Math.round(plan.wrong) })}`,
            ]
          : t("No open statement is that sure."),
      ),
      plan.n ? el("ul", { class: "rl-counts" }, ...plan.by_code.map(row)) : null,
      plan.n ? el("p", { class: "rl-quiet" }, t("The least sure of them:")) : null,
      ...plan.least_sure.map((one) =>
        el(
          "button",
          { type: "button", class: "rl-least", onclick: () => send("at", { statement: one.statement_id }) },
          `${percent(one.code.confidence ?? 0)}  ${t(one.code.cause_word || one.code.kind)}: ${one.excerpt}`,
        ),
      ),
      el(
        "div",
        { class: "rl-form" },
        plan.n ? button("Enter", t("Accept {n}", { n: plan.n }), acceptTogether, "rl-primary rl-do") : null,
        button("Esc", t("Leave"), () => send("cancel")),
      ),
    );
    if (had) panel.querySelector("select")?.focus();
    if (begins) panel.scrollIntoView({ block: "nearest" });
  }

  function acceptTogether() {
    send("confirm", { least: view.together.least });
  }

  function showSure() {
    const one = view.sure;
    sure.hidden = !one;
    fill(
      sure,
      one
        ? section(
            one.stop ? `✓ ${t("Sure enough: you can stop")}` : t("How sure it has become"),
            el("div", { class: "rl-likely" }, el("span", {}, t("right causes expected")), meter(one.expected ?? 0), quiet(percent(one.expected ?? 0))),
            el("p", { class: "rl-quiet" }, one.says),
          )
        : null,
    );
  }

  function showTheme(theme) {
    if (!theme) return [];
    return [
      el(
        "p",
        { class: "rl-theme" },
        view.app
          ? way(`${theme.theme_id}  ${theme.title}`, () => send("open", { screen: "themes", statements: [view.card.statement_id] }), t("Show on the theme board"))
          : `${theme.theme_id}  ${theme.title}`,
      ),
      el(
        "p",
        { class: "rl-verdict" },
        sign(theme.family),
        el("strong", {}, t(theme.word)),
        quiet(t("{n} sure", { n: percent(theme.confidence) })),
      ),
      el(
        "p",
        { class: "rl-quiet" },
        way(
          t("{statements} of {people}", {
            statements: many(theme.statements, "{n} statement", "{n} statements"),
            people: many(theme.people, "{n} person", "{n} people"),
          }),
          () => listAll({ theme: theme.theme_id }),
          t("List these"),
        ),
      ),
      el(
        "details",
        {},
        el("summary", {}, t("Evidence, and what would overturn it")),
        el("p", {}, theme.evidence),
        el("p", {}, theme.would_overturn),
      ),
    ];
  }

  /** Whatever the list was narrowed to: everything that is so. */
  function listAll(given) {
    send("narrow", { theme: "", kind: "", status: "", words: "", only: [], ...given });
    rest();
  }

  function showEvidence(card) {
    fill(
      evidence,
      sure,
      view.blind
        ? section(t("Blind"), el("p", { class: "rl-quiet" }, t("Suggestions, facts and other people's codes are covered. All who code blind get the same statements in the same order; where you differ is shown under Disagreements.")))
        : null,
      section(t("Likeliest causes"), card.likely.map((one) => likelyRow(words, one))),
      section(t("What the files show"), card.facts.map(factBox)),
      section(t("Its theme"), showTheme(card.theme)),
      section(t("Memo"), card.memo ? [el("p", { class: "rl-memo-text" }, card.memo)] : []),
      section(t("Decisions so far"), card.decisions.map(decisionLine)),
      section(t("How it was read"), card.reasons.map((reason) => el("p", { class: "rl-quiet" }, reason))),
    );
  }

  function showHead() {
    const { tally: now, filter } = view;
    desk.progress(now.done, now.of, "");
    const decided = t("{done} of {of} decided", { done: now.done, of: now.of });
    const later = t("{n} postponed", { n: now.postponed });
    const listed = (label, n, status) => (n && !view.blind ? way(label, () => listAll({ status }), t("List these")) : label);
    fill(desk.tally, listed(decided, now.done, "done"), ...(now.postponed ? [", ", listed(later, now.postponed, "postponed")] : []));
    desk.root.classList.toggle("rl-unlocked", view.unlocked);
    desk.title.textContent = view.blind ? t("Coding blind") : view.unlocked ? t("Coding desk, unlocked") : t("Coding desk");
    const states = ["open", "postponed", "done", "confirmed", "changed"];
    for (const one of [theme, kind, status, many_]) one.hidden = view.blind;
    split.hidden = view.blind || !view.can_split;
    blind.hidden = !view.can_blind;
    press(blind, view.blind);
    refill(theme, [["", t("all themes")], ...view.themes.map((one) => [one.value, one.label])], filter.theme);
    refill(kind, [["", t("any kind")], ...words.kinds.map((one) => [one.value, one.word])], filter.kind);
    refill(status, [["", t("any state")], ...states.map((one) => [one, t(one === "done" ? "decided" : one)])], filter.status);
    only.hidden = view.blind || !filter.only.length;
    only.textContent = many(filter.only.length, "{n} statement alone: list all again", "{n} statements alone: list all again");
    desk.search.showText(filter.words);
  }

  function show(message) {
    view = message.view;
    desk.show(view);
    const { card, tally: now } = view;
    showHead();
    desk.showEmpty(
      card
        ? ""
        : now.of
          ? t("Nothing is listed. Empty the search (/), or choose all themes, any kind and any state.")
          : t("This review holds no statements yet. Run it on a folder with answers or conversations."),
    );
    if (!card) return;
    list.show({ rows: view.lines, from: view.lines[0]?.position ?? 0, total: now.listed, position: now.position - 1 });
    context.show(card.context);
    showSure();
    showTogether();
    showCode(card);
    if (card.statement_id !== cutting) closeCut();
    showEvidence(card);
  }

  // -------------------------------------------------------------------------------- splitting
  let cutting = "";

  /** The words of the statement with a place to cut between any two of them. */
  function openCut() {
    if (!view.card || view.blind || !view.can_split) return;
    cutting = view.card.statement_id;
    const text = view.card.context.pieces.find((one) => one.marked)?.text ?? "";
    const places = [...text.matchAll(/\s+(?=\S)/g)].map((one) => one.index + one[0].length).filter((at) => at < text.length);
    const before = el("p", { class: "rl-part-text" });
    const after = el("p", { class: "rl-part-text" });
    const slide = el("input", {
      type: "range",
      min: 0,
      max: Math.max(0, places.length - 1),
      value: Math.floor((places.length - 1) / 2),
      "aria-label": t("Where to cut"),
      oninput: () => show_(),
    });
    const show_ = () => {
      const at = places[Number(slide.value)];
      before.textContent = text.slice(0, at).trim();
      after.textContent = text.slice(at).trim();
      slide.setAttribute("aria-valuetext", after.textContent);
    };
    const cut = () => {
      send("split", { at: places[Number(slide.value)] });
      closeCut();
    };
    cutBox.hidden = false;
    cover();
    if (!places.length) {
      fill(cutBox, el("p", {}, t("One word cannot be split.")), button("Esc", t("Leave"), closeCut));
      return;
    }
    slide.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      if (event.key === "Enter") cut();
      else closeCut();
      rest();
    });
    fill(
      cutBox,
      el("p", { class: "rl-quiet" }, t("Two points in one statement: cut where the second begins (arrow keys).")),
      before,
      slide,
      after,
      el("div", { class: "rl-form" }, button("Enter", t("Split here"), cut, "rl-primary"), button("Esc", t("Leave"), closeCut)),
    );
    show_();
    slide.focus();
  }

  function closeCut() {
    cutting = "";
    cutBox.hidden = true;
    cutBox.replaceChildren();
    cover();
  }

  /** While something is prepared, the choice of codes makes room for it, and Enter does that. */
  function cover() {
    kinds.hidden = causes.element.hidden = Boolean(cutting) || !panel.hidden;
    accept.hidden = kinds.hidden || view?.blind;
    grave.hidden = kinds.hidden || !view?.card?.severity;
  }

  // -------------------------------------------------------------------------- memo and keys
  function openMemo() {
    memoField.value = view.card?.memo ?? "";
    memoBox.hidden = false;
    memoField.focus();
  }

  function closeMemo() {
    memoBox.hidden = true;
    rest();
  }

  function saveMemo() {
    send("memo", { text: memoField.value });
    closeMemo();
  }

  function inField(event) {
    if (event.target !== memoField) return false;
    if (event.key === "Escape") closeMemo();
    else if (event.key === "Enter" && !event.shiftKey) saveMemo();
    else return false;
    return true;
  }

  for (const [name, action] of [
    ["j", () => send("next")],
    ["k", () => send("previous")],
    ["Enter", () => (view.together ? acceptTogether() : send("accept"))],
    ["Escape", () => (view.together ? send("cancel") : closeCut())],
    ["b", () => view.blind || send("together", { least: 0.9 })],
    ["x", () => view.can_blind && send("blind")],
    ["s", () => openCut()],
    ["p", () => send("postpone")],
    ["u", () => send("undo")],
    ["m", openMemo],
    ["v", () => send("graver")],
    ...words.own.filter((one) => one.key).map((one) => [one.key, () => send("change", { field: "cause", value: one.value })]),
    ...words.causes.map((one) => [one.key, () => send("change", { field: "cause", value: one.value })]),
    ...words.kinds.map((one) => [one.key, () => send("change", { field: "kind", value: one.value })]),
  ]) {
    keymap.set(name, action);
  }
  return show;
}

export default { render: screen(buildReview) };
