// The coding desk. It shows what Python says, as text only, and names what a person did.

function buildReview(model, host, words) {
  let view;
  const narrow = (name) => (value) => {
    send("narrow", { [name]: value });
    rest();
  };
  const theme = menu(t("Theme"), [], "", narrow("theme"));
  const kind = menu(t("Kind"), [], "", narrow("kind"));
  const status = menu(t("State"), [], "", narrow("status"));
  const desk = frame(model, host, {
    name: "review",
    title: t("Review desk"),
    search: t("Search the statements"),
    bar: t("decided so far"),
    tools: [theme, kind, status],
    keys: [
      ["j k", "next, previous"],
      ["Enter", "accept what is suggested, and go on"],
      ["1 … 9 0", "choose one of the ten causes"],
      ["-", "the cause is not clear"],
      ["c r q a o", "concern, proposal, question, praise, other"],
      ["p", "postpone"],
      ["u", "undo your last action"],
      ["m", "write a memo"],
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
  const causes = causeButtons(desk, words, (value) => send("change", { field: "cause", value }));

  const memoField = el("textarea", { rows: 2, "aria-label": t("Memo"), placeholder: t("Why, in your words") });
  const memoBox = el(
    "div",
    { class: "rl-memo", hidden: true },
    memoField,
    button("", t("Save memo"), () => saveMemo(), "rl-primary"),
    button("Esc", t("Leave"), () => closeMemo()),
  );
  const actions = el(
    "div",
    { class: "rl-actions", role: "group", "aria-label": t("Actions") },
    button("Enter", t("Accept"), () => send("accept"), "rl-primary"),
    button("p", t("Postpone"), () => send("postpone")),
    button("m", t("Memo"), () => openMemo()),
    button("u", t("Undo"), () => send("undo")),
    el("span", { class: "rl-space" }),
    button("k", t("Previous"), () => send("previous")),
    button("j", t("Next"), () => send("next")),
  );
  desk.body.append(
    list.element,
    el("div", { class: "rl-work" }, context.asked, context.answer, context.who, code, kinds, causes.element, memoBox, actions),
    evidence,
  );

  // ---------------------------------------------------------------- what changes with a view
  function showCode(card) {
    const now = card.code;
    const sure = now.confidence == null ? t("decided by a person") : t("{n} sure", { n: percent(now.confidence) });
    const by = now.confidence == null ? "" : `, ${t("from {what}", { what: t(now.decided_by || "text") })}`;
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
    );
    for (const [value, made] of kindButtons) press(made, value === now.kind);
    for (const [value, made] of causes.made) press(made, value === now.cause);
  }

  function showTheme(theme) {
    if (!theme) return [];
    return [
      el("p", { class: "rl-theme" }, `${theme.theme_id}  ${theme.title}`),
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
        t("{statements} of {people}", {
          statements: many(theme.statements, "{n} statement", "{n} statements"),
          people: many(theme.people, "{n} person", "{n} people"),
        }),
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

  function showEvidence(card) {
    fill(
      evidence,
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
    const later = now.postponed ? `, ${t("{n} postponed", { n: now.postponed })}` : "";
    desk.progress(now.done, now.of, `${t("{done} of {of} decided", { done: now.done, of: now.of })}${later}`);
    desk.root.classList.toggle("rl-unlocked", view.unlocked);
    desk.title.textContent = view.unlocked ? t("Review desk, unlocked") : t("Review desk");
    const states = ["open", "postponed", "done", "confirmed", "changed"];
    refill(theme, [["", t("all themes")], ...view.themes.map((one) => [one.value, one.label])], filter.theme);
    refill(kind, [["", t("any kind")], ...words.kinds.map((one) => [one.value, one.word])], filter.kind);
    refill(status, [["", t("any state")], ...states.map((one) => [one, t(one === "done" ? "decided" : one)])], filter.status);
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
    showCode(card);
    showEvidence(card);
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
    ["Enter", () => send("accept")],
    ["p", () => send("postpone")],
    ["u", () => send("undo")],
    ["m", openMemo],
    ...words.causes.map((one) => [one.key, () => send("change", { field: "cause", value: one.value })]),
    ...words.kinds.map((one) => [one.key, () => send("change", { field: "kind", value: one.value })]),
  ]) {
    keymap.set(name, action);
  }
  return show;
}

export default { render: screen(buildReview) };
