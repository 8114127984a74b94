// The review desk. It shows what Python says, as text only, and names what a person did.
// No decision is made here, nothing is kept here, and no other host is asked for anything.

const STATUS = {
  open: ["○", "open"],
  postponed: ["◷", "postponed"],
  confirmed: ["✓", "confirmed"],
  changed: ["✎", "changed"],
};
const FILTERS = [
  ["", "any state"],
  ["open", "open"],
  ["postponed", "postponed"],
  ["done", "decided"],
  ["confirmed", "confirmed"],
  ["changed", "changed"],
];
const KEYS = [
  ["j k", "next, previous"],
  ["Enter", "accept what is suggested, and go on"],
  ["1 … 9 0", "choose one of the ten causes"],
  ["-", "the cause is not clear"],
  ["c r q a o", "concern, proposal, question, praise, other"],
  ["p", "postpone"],
  ["u", "undo your last action"],
  ["m", "write a memo"],
  ["/", "search"],
  ["Esc", "leave a field, close this list"],
  ["?", "this list"],
];

/** Build the screen in `host`; returns what shows a message's view in it. */
function build(model, host, words) {
  let view;
  const send = (action, more = {}) => model.send({ do: action, ...more });
  const sign = (family) => familySign(words, family);
  const familyName = (family) => (family ? words.families[family].word : "no family");

  // ------------------------------------------------------------------ the frame, built once
  const title = headline("Review desk");
  const bar = el("progress", { class: "rl-bar", max: 1, value: 0, "aria-label": "decided so far" });
  const tally = el("span", { class: "rl-tally" });
  const saved = el("span", { class: "rl-saved", role: "status" });
  const trouble = el("div", { class: "rl-trouble", role: "alert", hidden: true });
  const search = el("input", {
    type: "search",
    class: "rl-search",
    placeholder: "Search  /",
    "aria-label": "Search the statements",
  });
  const choose = (name, label) =>
    el("select", {
      "aria-label": label,
      onchange: (event) => {
        send("narrow", { [name]: event.target.value });
        root.focus({ preventScroll: true });
      },
    });
  const theme = choose("theme", "Theme");
  const kind = choose("kind", "Kind");
  const status = choose("status", "State");
  const help = button("?", "Keys", () => showHelp(), "rl-plain");

  const list = el("ol", { class: "rl-lines", tabindex: "0", "aria-label": "Queue of statements" });
  const asked = el("p", { class: "rl-asked" });
  const answer = el("blockquote", { class: "rl-answer", tabindex: "0", "aria-label": "The whole answer" });
  const who = el("p", { class: "rl-who" });
  const code = el("div", { class: "rl-code" });
  const evidence = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": "Reasons and facts" });
  const empty = el("p", { class: "rl-empty" });

  const kinds = el("div", { class: "rl-kinds", role: "group", "aria-label": "Kind" });
  const kindButtons = new Map(
    words.kinds.map((one) => [
      one.value,
      button(one.key, one.word, () => send("change", { field: "kind", value: one.value })),
    ]),
  );
  kinds.append(...kindButtons.values());
  const causeButtons = new Map(
    words.causes.map((one) => [
      one.value,
      button(one.key, one.word, () => send("change", { field: "cause", value: one.value })),
    ]),
  );
  const causes = el("div", { class: "rl-causes" });
  for (const family of [...Object.keys(words.families)]) {
    const own = words.causes.filter((one) => one.family === family);
    const group = el(
      "div",
      { class: `rl-family rl-edge-${family}`, role: "group", "aria-label": `Cause: ${familyName(family)}` },
      el("p", { class: "rl-family-name" }, sign(family), familyName(family)),
      ...own.map((one) => causeButtons.get(one.value)),
    );
    if (family === "understanding") {
      const rest = words.causes.filter((one) => !one.family);
      group.append(el("p", { class: "rl-family-name rl-apart" }, sign(""), "Cannot be told"));
      group.append(...rest.map((one) => causeButtons.get(one.value)));
    }
    causes.append(group);
  }

  const memoField = el("textarea", { rows: 2, "aria-label": "Memo", placeholder: "Why, in your words" });
  const memoBox = el(
    "div",
    { class: "rl-memo", hidden: true },
    memoField,
    button("", "Save memo", () => saveMemo(), "rl-primary"),
    button("Esc", "Leave", () => closeMemo()),
  );
  const actions = el(
    "div",
    { class: "rl-actions", role: "group", "aria-label": "Actions" },
    button("Enter", "Accept", () => send("accept"), "rl-primary"),
    button("p", "Postpone", () => send("postpone")),
    button("m", "Memo", () => openMemo()),
    button("u", "Undo", () => send("undo")),
    el("span", { class: "rl-space" }),
    button("k", "Previous", () => send("previous")),
    button("j", "Next", () => send("next")),
  );
  const dialog = el(
    "dialog",
    { class: "rl-help", "aria-label": "Keys", onclose: () => root.focus({ preventScroll: true }) },
    el("p", { class: "rl-family-name" }, "Keys"),
    el(
      "dl",
      {},
      ...KEYS.flatMap(([names, does]) => [
        el("dt", {}, ...names.split(" ").map((name) => (name === "…" ? name : el("kbd", {}, name)))),
        el("dd", {}, does),
      ]),
    ),
    el("button", { type: "button", class: "rl-button", onclick: () => dialog.close() }, "Close"),
  );

  const work = el("div", { class: "rl-work" }, asked, answer, who, code, kinds, causes, memoBox, actions);
  const body = el("div", { class: "rl-body" }, list, work, evidence);
  const root = el(
    "div",
    {
      class: "rl-desk rl-review",
      role: "region",
      "aria-label": "Review desk",
      tabindex: "0",
      // JupyterLab's own one-letter commands must not run while one types here.
      "data-lm-suppress-shortcuts": "true",
    },
    el(
      "div",
      { class: "rl-head" },
      title,
      el("div", { class: "rl-progress" }, bar, tally),
      saved,
      el("span", { class: "rl-space" }),
      theme,
      kind,
      status,
      search,
      help,
    ),
    trouble,
    body,
    empty,
    dialog,
  );
  paint(root, words);

  function button(name, label, action, look = "") {
    return el(
      "button",
      {
        type: "button",
        class: `rl-button ${look}`,
        "aria-keyshortcuts": name || null,
        onclick: (event) => {
          action();
          // After a click of the mouse the keys go on working at the desk.
          if (event.detail > 0 && !document.activeElement?.matches?.("textarea, dialog *")) {
            root.focus({ preventScroll: true });
          }
        },
      },
      name ? key(name) : null,
      el("span", {}, label),
    );
  }

  // ---------------------------------------------------------------- what changes with a view
  function fillChoice(select, options, value) {
    select.replaceChildren(...options.map(([code, label]) => el("option", { value: code }, label)));
    select.value = value;
  }

  function showLine(line, position) {
    const [mark, said] = STATUS[line.status];
    const here = line.position === position;
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: "rl-line",
          tabindex: "-1",
          "aria-current": here ? "true" : null,
          onclick: () => {
            send("go", { position: line.position });
            root.focus({ preventScroll: true });
          },
        },
        el("span", { class: "rl-line-words" }, line.excerpt),
        el(
          "span",
          { class: "rl-line-code" },
          sign(line.family),
          el("span", {}, line.word),
          el("span", { class: `rl-state rl-is-${line.status}` }, `${mark} ${said}`),
        ),
      ),
    );
  }

  function showAnswer(context) {
    answer.replaceChildren(
      ...context.pieces.map((piece) =>
        el(
          piece.marked ? "mark" : "span",
          { class: piece.withheld ? "rl-withheld" : piece.marked ? "" : "rl-around" },
          piece.text,
        ),
      ),
    );
    asked.textContent = context.asked;
    asked.hidden = !context.asked;
    const parts = [context.speaker, ...context.attributes, context.channel, context.said_on];
    if (context.wave) parts.push(`${context.wave} launch`);
    who.textContent = parts.filter(Boolean).join("  ·  ");
  }

  function showCode(card) {
    const [mark, said] = STATUS[card.status];
    const now = card.code;
    const sure = now.confidence == null ? "decided by a person" : `${percent(now.confidence)} sure`;
    const by = now.confidence == null ? "" : `, from ${now.decided_by || "text"}`;
    code.replaceChildren(
      el(
        "span",
        { class: "rl-now" },
        sign(now.family),
        el("strong", {}, now.cause_word || now.kind || "no code"),
        el("span", { class: "rl-quiet" }, now.cause_word ? now.kind : ""),
      ),
      el("span", { class: "rl-quiet" }, `${sure}${by}`),
      el("span", { class: `rl-state rl-is-${card.status}` }, `${mark} ${said}`),
    );
    for (const [value, made] of kindButtons) press(made, value === now.kind);
    for (const [value, made] of causeButtons) press(made, value === now.cause);
  }

  function press(made, on) {
    made.setAttribute("aria-pressed", on ? "true" : "false");
  }

  function filled(share) {
    const made = el("span", {});
    made.style.width = `${100 * share}%`;
    return made;
  }

  function showLikely(one) {
    return el(
      "div",
      { class: "rl-likely" },
      el("span", { class: "rl-likely-word" }, sign(one.family), one.word),
      el("span", { class: "rl-meter", "aria-hidden": "true" }, filled(one.share)),
      el("span", { class: "rl-quiet" }, percent(one.share)),
    );
  }

  function showTheme(theme) {
    if (!theme) return [];
    return [
      el("p", { class: "rl-theme" }, `${theme.theme_id}  ${theme.title}`),
      el(
        "p",
        { class: "rl-verdict" },
        sign(theme.family),
        el("strong", {}, theme.word),
        el("span", { class: "rl-quiet" }, `${percent(theme.confidence)} sure`),
      ),
      el("p", { class: "rl-quiet" }, `${theme.people} people in ${theme.statements} statements`),
      el(
        "details",
        {},
        el("summary", {}, "Evidence, and what would overturn it"),
        el("p", {}, theme.evidence),
        el("p", {}, theme.would_overturn),
      ),
    ];
  }

  function showEvidence(card) {
    const parts = [
      section("Likeliest causes", card.likely.map(showLikely)),
      section("What the files show", card.facts.map(factBox)),
      section("Its theme", showTheme(card.theme)),
      section("Memo", card.memo ? [el("p", { class: "rl-memo-text" }, card.memo)] : []),
      section("Decisions so far", card.decisions.map(decisionLine)),
      section(
        "How it was read",
        card.reasons.map((reason) => el("p", { class: "rl-quiet" }, reason)),
      ),
    ];
    evidence.replaceChildren(...parts.filter(Boolean));
  }

  function show(message) {
    view = message.view;
    const { card, tally: now, filter } = view;
    bar.max = Math.max(1, now.of);
    bar.value = now.done;
    const later = now.postponed ? `, ${now.postponed} postponed` : "";
    tally.textContent = `${now.done} of ${now.of} decided${later}`;
    saved.textContent = view.saved ? `saved ${view.saved}` : "";
    trouble.textContent = view.trouble;
    trouble.hidden = !view.trouble;
    root.classList.toggle("rl-unlocked", view.unlocked);
    title.textContent = view.unlocked ? "Review desk, unlocked" : "Review desk";
    fillChoice(theme, [["", "all themes"], ...view.themes.map((one) => [one.value, one.label])], filter.theme);
    fillChoice(kind, [["", "any kind"], ...words.kinds.map((one) => [one.value, one.word])], filter.kind);
    fillChoice(status, FILTERS, filter.status);
    if (document.activeElement !== search) search.value = filter.words;
    body.hidden = !card;
    empty.hidden = Boolean(card);
    empty.textContent = now.of
      ? "Nothing is listed. Empty the search (/), or choose all themes, any kind and any state."
      : "This review holds no statements yet. Run it on a folder with answers or conversations.";
    if (!card) return;
    list.replaceChildren(...view.lines.map((line) => showLine(line, now.position - 1)));
    list.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest" });
    showAnswer(card.context);
    showCode(card);
    showEvidence(card);
  }

  // -------------------------------------------------------------------------- memo, help, keys
  function openMemo() {
    memoField.value = view.card?.memo ?? "";
    memoBox.hidden = false;
    memoField.focus();
  }

  function closeMemo() {
    memoBox.hidden = true;
    root.focus({ preventScroll: true });
  }

  function saveMemo() {
    send("memo", { text: memoField.value });
    closeMemo();
  }

  function showHelp() {
    dialog.showModal();
  }

  const byKey = new Map([
    ["j", () => send("next")],
    ["k", () => send("previous")],
    ["Enter", () => send("accept")],
    ["p", () => send("postpone")],
    ["u", () => send("undo")],
    ["m", openMemo],
    ["/", () => search.focus()],
    ["?", showHelp],
    ...words.causes.map((one) => [one.key, () => send("change", { field: "cause", value: one.value })]),
    ...words.kinds.map((one) => [one.key, () => send("change", { field: "kind", value: one.value })]),
  ]);

  function inField(event) {
    if (event.target === memoField) {
      if (event.key === "Escape") closeMemo();
      else if (event.key === "Enter" && !event.shiftKey) saveMemo();
      else return;
    } else if (event.target === search) {
      if (event.key === "Escape") search.value = "";
      else if (event.key !== "Enter") return;
      send("search", { text: search.value });
      root.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  }

  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.target.matches("input, textarea")) return inField(event);
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.target.matches("select")) return;
    // A button or a fold that has the focus answers to Enter itself.
    if (event.key === "Enter" && event.target.matches("button, summary")) return;
    const action = byKey.get(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  });

  host.append(root);
  requestAnimationFrame(() => {
    if (document.querySelector("[data-voila]")) root.focus({ preventScroll: true });
  });
  return show;
}

export default { render: screen(build) };
