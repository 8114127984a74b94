// The page of what redaction took out and what is withheld, with a person's word on both.

const INTAKE_PAGES = [
  ["files", "Files"],
  ["masked", "Masked and withheld"],
  ["project", "The project"],
];

/** A stretch of a statement: what was said, or what stands in its place. */
const maskedBit = (bit, more = null) => (bit.kind ? [el("mark", {}, bit.words), more] : [bit.words]);

function maskedPage(desk) {
  const { send, button } = desk;
  let view;
  const list = virtualList({
    label: t("Statements that are masked or withheld"),
    height: 80,
    pick: (line) => {
      send("row", { statement: line.statement_id });
      desk.rest();
    },
    more: (start) => send("scroll", { start }),
    row: (line) => [
      el("span", { class: line.reason ? "rl-line-words rl-withheld" : "rl-line-words" }, line.reason ? t("withheld: {reason}", { reason: line.reason }) : line.words),
      el("span", { class: "rl-line-code rl-cut" }, line.kinds.join(", ") || quiet(line.statement_id)),
    ],
  });
  const work = el("div", { class: "rl-work rl-masked", tabindex: "0", role: "group", "aria-label": t("The statement") });
  const aside = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": t("What was masked and why") });
  const counts = el("div", { class: "rl-masked-counts" });
  aside.append(counts);

  const words = el("input", {
    type: "text",
    class: "rl-text",
    placeholder: t("Words: type them, or select them above"),
    "aria-label": t("Words to mask, or to leave as they are"),
  });
  const give = (action) => () => {
    const text = words.value;
    words.value = "";
    send(action, { words: text });
  };
  const form = el(
    "div",
    { class: "rl-form rl-masked-form" },
    words,
    button("", t("Mask these words"), give("mask")),
    button("", t("These are no name"), give("stay")),
  );

  const quote = (name, children, look = "") => {
    const made = el("blockquote", { class: `rl-answer ${look}`, tabindex: "0", "aria-label": name }, ...children);
    made.addEventListener("mouseup", () => {
      const chosen = String(window.getSelection()).trim();
      if (chosen) words.value = chosen;
    });
    return section(name, made);
  };
  const noName = (bit) =>
    bit.may_stay
      ? el("button", { type: "button", class: "rl-way", "aria-label": t("“{words}” is no name", { words: bit.words }), onclick: () => send("stay", { words: bit.words }) }, t("no name"))
      : null;

  function asSaid(card) {
    if (card.said.length) return quote(t("As it was said"), card.said.flatMap((bit) => maskedBit(bit, noName(bit))));
    const why = !view.masked.has_key
      ? t("The key to the names is not on this machine.")
      : view.names_seconds > 0
        ? t("What was said off the record stays closed, to you as well.")
        : t("The words as they were said are shown while the names are shown.");
    return section(t("As it was said"), el("p", { class: "rl-quiet" }, why));
  }

  function showCard(card) {
    const shown = card.line.reason
      ? [el("span", { class: "rl-withheld" }, t("withheld: {reason}", { reason: card.line.reason }))]
      : card.shown.flatMap((bit) => maskedBit(bit));
    fill(
      work,
      el(
        "p",
        { class: "rl-quiet" },
        joined(card.line.statement_id, card.line.kinds.join(", ")),
        " ",
        view.app ? way(t("At the coding desk"), () => send("open", { screen: "codes", statements: [card.line.statement_id] })) : null,
      ),
      el(
        "div",
        { class: "rl-beside" },
        quote(t("As it is shown"), shown),
        asSaid(card),
      ),
      card.next.length ? quote(t("As the next run will show it"), card.next.flatMap((bit) => maskedBit(bit)), "rl-after") : null,
      form,
      el("p", { class: "rl-quiet" }, t("What you say here holds for all statements, stands in review.toml, and is kept as a decision by the next run. Read what you pass on: redaction can miss a nickname.")),
    );
  }

  const count = (one, text) => {
    const made = el("button", { type: "button", class: "rl-count", onclick: () => send("narrow", { name: one.name }) }, el("span", {}, one.label), el("span", { class: "rl-sum" }, text));
    press(made, view.masked.narrowed === one.name);
    return made;
  };
  const said = (n) => many(n, "{n} statement", "{n} statements");

  function showCounts(page) {
    const own = (kind) => (one) =>
      el("div", { class: "rl-masked-own" }, count(one, said(one.statements)), button("", t("Take back"), () => send("unmask", { kind, words: one.label })));
    fill(
      counts,
      section(
        t("Masked"),
        page.counts.map((one) => count(one, t("{marks} in {statements}", { marks: one.marks, statements: said(one.statements) }))),
        page.counts.length ? null : quiet(t("Nothing had to be masked.")),
      ),
      section(
        t("Withheld, and why"),
        page.reasons.map((one) => count(one, said(one.statements))),
        page.reasons.length ? null : quiet(t("Nothing is withheld.")),
      ),
      el("p", { class: "rl-quiet" }, many(page.whole, "{n} statement is shown as it was said.", "{n} statements are shown as they were said.")),
      page.narrowed ? button("", t("Show all of them"), () => send("narrow", { name: "" })) : null,
      section(t("Your words that always go out"), page.also.map(own("also"))),
      section(t("Your words that are nobody's name"), page.stays.map(own("stays"))),
    );
  }

  function show(given) {
    view = given;
    const page = view.masked;
    const missing = !page;
    list.element.hidden = missing;
    aside.hidden = missing;
    if (missing) {
      fill(work, el("p", {}, t("Read a folder and run the review first: then it stands here what was masked and what is withheld.")));
      return;
    }
    list.show({ rows: page.lines, from: page.start, total: page.total, position: page.position });
    const at = work.scrollTop;
    if (page.card) showCard(page.card);
    else fill(work, el("p", {}, page.narrowed ? t("No statement fits.") : t("Nothing was masked and nothing is withheld.")), form);
    work.scrollTop = at;
    showCounts(page);
  }

  return { elements: [list.element, work, aside], aside, show };
}
