// What several screens show of statements, themes and decisions, always alike.

/** What became of a thing, with a sign: a colour never speaks alone. */
const STATES = {
  open: ["○", "open"],
  suggested: ["○", "suggested"],
  postponed: ["◷", "postponed"],
  confirmed: ["✓", "confirmed"],
  changed: ["✎", "changed"],
  new: ["◇", "new"],
};

function stateMark(status, word = "") {
  const [mark, said] = STATES[status] ?? ["○", status];
  return el("span", { class: `rl-state rl-is-${status}` }, `${mark} ${t(word || said)}`);
}

/** A family's sign in its colour. */
function familySign(words, family) {
  return el(
    "span",
    { class: `rl-sign rl-${family || "none"}`, "aria-hidden": "true" },
    family ? words.families[family].sign : "○",
  );
}

const familyWord = (words, family) => (family ? words.families[family].word : t("Cannot be told"));

/** The rows that a fact was read from, one click away: file, number, and what stands there. */
function rowsBox(fact) {
  if (!fact.rows?.length) return null;
  const n = fact.rows.length + fact.more;
  const place = (one) => t(one.row.includes("-") ? "{file}, rows {n}" : "{file}, row {n}", { file: one.file, n: one.row });
  return el(
    "details",
    { class: "rl-rows" },
    el("summary", {}, many(n, "{n} row of the files", "{n} rows of the files")),
    el(
      "ul",
      {},
      ...fact.rows.map((one) => el("li", {}, quiet(place(one)), one.says.length ? `: ${one.says.map((part) => t(part)).join(" · ")}` : "")),
      fact.more ? el("li", { class: "rl-quiet" }, t("and {n} more", { n: fact.more })) : null,
    ),
  );
}

/** What a fact says, and for and against which causes. */
function factBox(fact) {
  const words = (causes) => causes.map((one) => t(one)).join("; ");
  const sides = [];
  if (fact.supports.length) sides.push(t("+ speaks for: {causes}", { causes: words(fact.supports) }));
  if (fact.contradicts.length) sides.push(t("− speaks against: {causes}", { causes: words(fact.contradicts) }));
  return el(
    "div",
    { class: "rl-fact" },
    el("p", {}, fact.sentence),
    ...sides.map((side) => el("p", { class: "rl-quiet" }, side)),
    rowsBox(fact),
  );
}

/** The ids of statements in a text, one after the other: each run of them is one way to them. */
const NAMED = /S-[\w-]*\w(?:, S-[\w-]*\w)*/g;

/** One way to statements: to the coding desk in the app, to their words where there is no other screen. */
function toStatements(send, view, ids, label = "") {
  const known = ids.filter((id) => id in (view.said ?? {}));
  if (!known.length) return null;
  const name = label || many(known.length, "{n} statement", "{n} statements");
  if (view.app) {
    return el(
      "button",
      { type: "button", class: "rl-way", title: t("Show at the coding desk"), onclick: () => send("open", { screen: "codes", statements: known }) },
      name,
    );
  }
  return el("details", { class: "rl-way-fold" }, el("summary", {}, name), ...known.map((id) => el("p", {}, `“${view.said[id]}”`)));
}

/** A text in which every run of statement ids, with the brackets around it, is a way to them. */
function withWays(send, view, text) {
  const parts = [];
  let place = 0;
  for (const found of (text ?? "").matchAll(NAMED)) {
    const way = toStatements(send, view, found[0].split(", "));
    if (!way) continue;
    let [from, to] = [found.index, found.index + found[0].length];
    if (["()", "[]"].includes((text[from - 1] ?? "") + (text[to] ?? ""))) [from, to] = [from - 1, to + 1];
    parts.push(text.slice(place, from), way);
    place = to;
  }
  return [...parts, (text ?? "").slice(place)].filter((one) => one !== "");
}

/** One decision, for reading. */
function decisionLine(row) {
  return el(
    "p",
    { class: "rl-decision" },
    el("strong", {}, `${row.field}: ${row.value}`),
    quiet(` ${row.coder}, ${row.at}`),
    row.memo ? el("span", {}, ` — ${row.memo}`) : null,
  );
}

/** One cause with its share. */
function likelyRow(words, one) {
  return el(
    "div",
    { class: "rl-likely" },
    el("span", { class: "rl-likely-word" }, familySign(words, one.family), t(one.word)),
    meter(one.share),
    quiet(percent(one.share)),
  );
}

/** The place for a statement with what was asked and the whole answer around it. */
function contextBox() {
  const asked = el("p", { class: "rl-asked" });
  const answer = el("blockquote", { class: "rl-answer", tabindex: "0", "aria-label": t("The whole answer") });
  const who = el("p", { class: "rl-who" });
  function show(context) {
    asked.textContent = context.asked;
    asked.hidden = !context.asked;
    fill(
      answer,
      ...context.pieces.map((piece) =>
        el(
          piece.marked ? "mark" : "span",
          { class: piece.withheld ? "rl-withheld" : piece.marked ? "" : "rl-around" },
          piece.text,
        ),
      ),
    );
    const wave = context.wave ? t(`${context.wave} launch`) : "";
    who.textContent = joined(t(context.speaker), context.attributes, t(context.channel), context.said_on, wave);
  }
  return { asked, answer, who, show };
}

/** The causes in their families, each a button that `choose` is called with; `made` finds them.
 * `own` are codes of the users' own, which stand below the causes of their family. */
function causeButtons(desk, words, choose, label = t("Cause"), own = []) {
  const listed = [...words.causes, ...own];
  const made = new Map(
    listed.map((one) => [one.value, desk.button(one.key ?? "", one.word, () => choose(one.value), one.key ? "" : "rl-own")]),
  );
  const of = (family) => listed.filter((one) => one.family === family).map((one) => made.get(one.value));
  const name = (family) => el("p", { class: "rl-family-name" }, familySign(words, family), familyWord(words, family));
  const groups = Object.keys(words.families).map((family) =>
    el(
      "div",
      {
        class: `rl-family rl-edge-${family}`,
        role: "group",
        "aria-label": `${label}: ${familyWord(words, family)}`,
      },
      name(family),
      ...of(family),
    ),
  );
  // What cannot be told stands under the shortest family.
  groups[1].append(el("p", { class: "rl-family-name rl-apart" }, familySign(words, ""), t("Cannot be told")), ...of(""));
  return { element: el("div", { class: "rl-causes" }, ...groups), made };
}

const press = (button, on) => button.setAttribute("aria-pressed", on ? "true" : "false");
