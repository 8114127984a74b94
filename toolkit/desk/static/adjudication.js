// Where persons coded differently: their codes side by side, and one click that decides.

const SIDES = ["a", "b", "c", "d", "e", "f", "g", "h"];

function buildAdjudication(model, host, words) {
  let view;
  const desk = frame(model, host, {
    name: "adjudication",
    title: t("Disagreements"),
    label: t("Disagreements of coders"),
    keys: [
      ["j k", "next, previous"],
      ["a b …", "decide as the first, the second coder did"],
      ["1 … 9 0 -", "decide another cause"],
      ["u", "undo your last decision"],
    ],
  });
  const { send, button, keymap } = desk;
  const sign = (family) => familySign(words, family);

  const list = virtualList({
    label: t("Statements coded differently"),
    height: 76,
    pick: (line) => {
      send("go", { statement: line.statement_id });
      desk.rest();
    },
    row: (line) => [
      el("span", { class: "rl-line-words" }, line.excerpt),
      el(
        "span",
        { class: "rl-line-code" },
        el("span", {}, t("differ in {what}", { what: t(line.difference) })),
        stateMark(line.settled ? "confirmed" : "open", line.settled ? "decided" : "open"),
      ),
    ],
  });
  const context = contextBox();
  const sides = el("div", { class: "rl-sides" });
  const now = el("p", { class: "rl-verdict" });
  const aside = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": t("Agreement and decisions") });
  const otherwise = el(
    "details",
    { class: "rl-otherwise" },
    el("summary", {}, t("Neither: decide another cause or kind")),
    causeButtons(desk, words, (value) => send("decide", { field: "cause", value }), t("Another cause")).element,
    el(
      "div",
      { class: "rl-kinds", role: "group", "aria-label": t("Another kind") },
      ...words.kinds.map((one) => button("", one.word, () => send("decide", { field: "kind", value: one.value }))),
    ),
  );
  const actions = el(
    "div",
    { class: "rl-actions", role: "group", "aria-label": t("Actions") },
    button("u", t("Undo"), () => send("undo")),
    el("span", { class: "rl-space" }),
    button("k", t("Previous"), () => send("previous")),
    button("j", t("Next"), () => send("next")),
  );
  desk.body.append(
    list.element,
    el("div", { class: "rl-work" }, context.asked, context.answer, sides, now, otherwise, actions),
    aside,
  );

  function showSide(side, place) {
    return el(
      "div",
      { class: "rl-side", role: "group", "aria-label": t("Code of {coder}", { coder: side.coder }) },
      el("p", { class: "rl-family-name" }, side.coder),
      el("p", { class: "rl-verdict" }, sign(side.family), el("strong", {}, side.cause ? t(side.cause) : t("no cause"))),
      el("p", { class: "rl-quiet" }, joined(t(side.kind), side.severity && t("severity {n}", { n: side.severity }))),
      el("p", { class: "rl-quiet" }, side.blind ? t("coded blind") : t("saw the suggestion")),
      button(SIDES[place] ?? "", t("Decide so"), () => send("take", { coder: side.coder }), "rl-primary"),
    );
  }

  function figure(one) {
    const name = `${one.coders.join(" – ")}, ${t(one.of)}`;
    if (one.value == null) return el("p", {}, `${name}: ${t("no {statistic}", { statistic: one.statistic })}, ${t(one.why)}`);
    const between = one.low == null ? t(one.why) : t("{low} to {high}", { low: number(one.low, 2), high: number(one.high, 2) });
    return el(
      "p",
      {},
      `${name}: `,
      el("strong", {}, `${one.statistic} ${number(one.value, 2)}`),
      quiet(` (${between}), ${many(one.n, "{n} statement", "{n} statements")}`),
    );
  }

  function emptyText() {
    const names = Object.keys(view.coders);
    if (names.length > 1) {
      return t("{names} coded all that they both saw alike: there is nothing to settle.", { names: names.join(", ") });
    }
    const who = names.length ? t("Only {name} has coded so far.", { name: names[0] }) : t("Nobody has coded yet.");
    return `${who} ${t("Two people see more: a second coder opens the coding desk and chooses “blind” there. What the two code differently is listed here.")}`;
  }

  function show(message) {
    view = message.view;
    desk.show(view);
    const { card } = view;
    const settled = view.lines.filter((line) => line.settled).length;
    const of = view.lines.length;
    desk.progress(settled, of, of ? t("{done} of {of} decided", { done: settled, of }) : "");
    desk.showEmpty(card ? "" : emptyText());
    if (!card) return;
    list.show({
      rows: view.lines,
      position: view.lines.findIndex((line) => line.statement_id === card.line.statement_id),
    });
    context.show(card.context);
    fill(sides, ...card.sides.map(showSide));
    fill(
      now,
      ...(card.settled
        ? [
            quiet(t("Decided by you:")),
            sign(card.settled.family),
            el("strong", {}, t(card.settled.cause || card.settled.kind)),
            quiet(card.settled.cause ? t(card.settled.kind) : ""),
          ]
        : [quiet(t("Not decided yet: until then the later code counts."))]),
    );
    fill(
      aside,
      section(t("Agreement beyond chance"), view.agreed.map(figure)),
      section(t("Coded so far"), Object.entries(view.coders).map(([name, n]) => el("p", {}, `${name}: ${n}`))),
      section(t("Decisions so far"), card.decisions.map(decisionLine)),
    );
  }

  keymap.set("j", () => send("next"));
  keymap.set("k", () => send("previous"));
  keymap.set("u", () => send("undo"));
  for (const one of words.causes) keymap.set(one.key, () => send("decide", { field: "cause", value: one.value }));
  SIDES.forEach((name, place) =>
    keymap.set(name, () => {
      const side = view.card?.sides[place];
      if (side) send("take", { coder: side.coder });
    }),
  );
  return show;
}

export default { render: screen(buildAdjudication) };
