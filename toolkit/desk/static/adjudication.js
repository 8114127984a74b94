// Where persons coded differently: their codes side by side, and one click that decides.

const CLICKS = [
  ["j k", "next, previous"],
  ["a b …", "decide as the first, the second coder did"],
  ["1 … 9 0 -", "decide another cause"],
  ["u", "undo your last decision"],
  ["?", "this list"],
];
const SIDES = ["a", "b", "c", "d", "e", "f", "g", "h"];

function buildAdjudication(model, host, words) {
  let view;
  const send = (action, more = {}) => model.send({ do: action, ...more });
  const sign = (family) => familySign(words, family);
  const rest = () => root.focus({ preventScroll: true });

  const title = headline("Disagreements");
  const tally = el("span", { class: "rl-tally" });
  const saved = el("span", { class: "rl-saved", role: "status" });
  const trouble = el("div", { class: "rl-trouble", role: "alert", hidden: true });
  const list = el("ol", { class: "rl-lines", tabindex: "0", "aria-label": "Statements coded differently" });
  const asked = el("p", { class: "rl-asked" });
  const answer = el("blockquote", { class: "rl-answer", tabindex: "0", "aria-label": "The whole answer" });
  const sides = el("div", { class: "rl-sides" });
  const now = el("p", { class: "rl-verdict" });
  const aside = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": "Agreement and decisions" });
  const empty = el("p", { class: "rl-empty" });
  const dialog = el(
    "dialog",
    { class: "rl-help", "aria-label": "Keys", onclose: rest },
    el("p", { class: "rl-family-name" }, "Keys"),
    el(
      "dl",
      {},
      ...CLICKS.flatMap(([names, does]) => [
        el("dt", {}, ...names.split(" ").map((name) => (name === "…" ? name : el("kbd", {}, name)))),
        el("dd", {}, does),
      ]),
    ),
    el("button", { type: "button", class: "rl-button", onclick: () => dialog.close() }, "Close"),
  );
  const otherwise = el(
    "details",
    { class: "rl-otherwise" },
    el("summary", {}, "Neither: decide another cause or kind"),
    el(
      "div",
      { class: "rl-kinds", role: "group", "aria-label": "Another cause" },
      ...words.causes.map((one) =>
        button(one.key, one.word, () => send("decide", { field: "cause", value: one.value })),
      ),
    ),
    el(
      "div",
      { class: "rl-kinds", role: "group", "aria-label": "Another kind" },
      ...words.kinds.map((one) => button("", one.word, () => send("decide", { field: "kind", value: one.value }))),
    ),
  );
  const actions = el(
    "div",
    { class: "rl-actions", role: "group", "aria-label": "Actions" },
    button("u", "Undo", () => send("undo")),
    el("span", { class: "rl-space" }),
    button("k", "Previous", () => send("previous")),
    button("j", "Next", () => send("next")),
  );
  const work = el("div", { class: "rl-work" }, asked, answer, sides, now, otherwise, actions);
  const body = el("div", { class: "rl-body" }, list, work, aside);
  const root = el(
    "div",
    {
      class: "rl-desk rl-adjudication",
      role: "region",
      "aria-label": "Disagreements of coders",
      tabindex: "0",
      "data-lm-suppress-shortcuts": "true",
    },
    el(
      "div",
      { class: "rl-head" },
      title,
      tally,
      saved,
      el("span", { class: "rl-space" }),
      button("?", "Keys", () => dialog.showModal()),
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
          if (event.detail > 0) rest();
        },
      },
      name ? key(name) : null,
      el("span", {}, label),
    );
  }

  function showLine(line) {
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: "rl-line",
          tabindex: "-1",
          "aria-current": line.statement_id === view.card?.line.statement_id ? "true" : null,
          onclick: () => {
            send("go", { statement: line.statement_id });
            rest();
          },
        },
        el("span", { class: "rl-line-words" }, line.excerpt),
        el(
          "span",
          { class: "rl-line-code" },
          el("span", {}, `differ in ${line.difference}`),
          el("span", { class: `rl-state${line.settled ? " rl-is-confirmed" : ""}` }, line.settled ? "✓ decided" : "○ open"),
        ),
      ),
    );
  }

  function codes(side) {
    return [
      el("p", { class: "rl-verdict" }, sign(side.family), el("strong", {}, side.cause || "no cause")),
      el("p", { class: "rl-quiet" }, [side.kind, side.severity && `severity ${side.severity}`].filter(Boolean).join(" · ")),
    ];
  }

  function showSide(side, place) {
    return el(
      "div",
      { class: "rl-side", role: "group", "aria-label": `Code of ${side.coder}` },
      el("p", { class: "rl-family-name" }, side.coder),
      ...codes(side),
      el("p", { class: "rl-quiet" }, side.blind ? "coded blind" : "saw the suggestion"),
      button(SIDES[place] ?? "", "Decide so", () => send("take", { coder: side.coder }), "rl-primary"),
    );
  }

  function figure(one) {
    const name = `${one.coders.join(" – ")}, ${one.of}`;
    if (one.value == null) return el("p", {}, `${name}: no ${one.statistic}, ${one.why}`);
    const between = one.low == null ? one.why : `${one.low.toFixed(2)} to ${one.high.toFixed(2)}`;
    return el(
      "p",
      {},
      `${name}: `,
      el("strong", {}, `${one.statistic} ${one.value.toFixed(2)}`),
      el("span", { class: "rl-quiet" }, ` (${between}), ${many(one.n, "statement", "statements")}`),
    );
  }

  function emptyText() {
    const names = Object.entries(view.coders);
    if (names.length > 1) return `${names.map(([name]) => name).join(" and ")} coded all that they both saw alike: there is nothing to settle.`;
    const who = names.length ? `Only ${names[0][0]} has coded so far.` : "Nobody has coded yet.";
    return `${who} Two people see more: relaunch blind OUT --coder NAME makes a sheet for each, and what they code differently is listed here.`;
  }

  function show(message) {
    view = message.view;
    const { card } = view;
    const settled = view.lines.filter((line) => line.settled).length;
    tally.textContent = view.lines.length ? `${settled} of ${view.lines.length} decided` : "";
    saved.textContent = view.saved ? `saved ${view.saved}` : "";
    trouble.textContent = view.trouble;
    trouble.hidden = !view.trouble;
    body.hidden = !card;
    empty.hidden = Boolean(card);
    empty.textContent = emptyText();
    if (!card) return;
    list.replaceChildren(...view.lines.map(showLine));
    list.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest" });
    asked.textContent = card.context.asked;
    asked.hidden = !card.context.asked;
    answer.replaceChildren(
      ...card.context.pieces.map((piece) =>
        el(piece.marked ? "mark" : "span", { class: piece.withheld ? "rl-withheld" : piece.marked ? "" : "rl-around" }, piece.text),
      ),
    );
    sides.replaceChildren(...card.sides.map(showSide));
    now.replaceChildren(
      ...(card.settled
        ? [
            el("span", { class: "rl-quiet" }, "Decided by you:"),
            sign(card.settled.family),
            el("strong", {}, card.settled.cause || card.settled.kind),
            el("span", { class: "rl-quiet" }, card.settled.cause ? card.settled.kind : ""),
          ]
        : [el("span", { class: "rl-quiet" }, "Not decided yet: until then the later code counts.")]),
    );
    aside.replaceChildren(
      ...[
        section("Agreement beyond chance", view.agreed.map(figure)),
        section("Coded so far", Object.entries(view.coders).map(([name, n]) => el("p", {}, `${name}: ${n}`))),
        section("Decisions so far", card.decisions.map(decisionLine)),
      ].filter(Boolean),
    );
  }

  const byKey = new Map([
    ["j", () => send("next")],
    ["k", () => send("previous")],
    ["u", () => send("undo")],
    ["?", () => dialog.showModal()],
    ...words.causes.map((one) => [one.key, () => send("decide", { field: "cause", value: one.value })]),
  ]);
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || !view?.card) return;
    const side = view.card.sides[SIDES.indexOf(event.key)];
    const action = side ? () => send("take", { coder: side.coder }) : byKey.get(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  });

  host.append(root);
  return show;
}

export default { render: screen(buildAdjudication) };
