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
    return way(name, () => send("open", { screen: "codes", statements: known }));
  }
  return el("details", { class: "rl-way-fold" }, el("summary", {}, name), ...known.map((id) => el("p", {}, `“${view.said[id]}”`)));
}

/** The way from a number to what it counts, which Python knows by its `key`; `ids` of some of it are
 * for where there is no coding desk to go to. */
function toBehind(send, view, { key, label, ids = [] }) {
  if (!view.app) return toStatements(send, view, ids, label) ?? quiet(label);
  return way(label, () => send("behind", { key }));
}

/** A number, or a few words, that lead to what they count. */
const way = (label, go, title = t("Show at the coding desk")) => el("button", { type: "button", class: "rl-way", title, onclick: go }, label);

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
 * `own` are codes of the users' own, which stand below the causes of their family; the first have keys. */
function causeButtons(desk, words, choose, label = t("Cause"), own = []) {
  const listed = [...words.causes, ...own];
  const made = new Map(
    listed.map((one) => [one.value, desk.button(one.key ?? "", one.word, () => choose(one.value), own.includes(one) ? "rl-own-code" : "")]),
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

/**
 * The lock of real names: they are shown after an explicit act, said to be shown, and gone by
 * themselves. Returns element and show (with a view that has `names_seconds`).
 */
function nameLock(desk) {
  let locking = 0;
  const element = el("span", { class: "rl-lock" });
  function show(view) {
    clearTimeout(locking);
    const open = view.names_seconds > 0;
    desk.root.classList.toggle("rl-unlocked", open);
    const minutes = Math.ceil(view.names_seconds / 60);
    fill(
      element,
      open ? el("strong", { class: "rl-late", role: "status" }, many(minutes, "Names are shown, for {n} more minute", "Names are shown, for {n} more minutes")) : null,
      open ? desk.button("", t("Hide the names"), () => desk.send("lock")) : desk.button("", t("Show the names"), () => desk.send("unlock")),
    );
    if (open) locking = setTimeout(() => desk.send("lock"), 1000 * view.names_seconds);
  }
  return { element, show };
}

/** The pages of a screen as a row of buttons below its head; `pages` are [name, title] pairs. */
function pageTabs(desk, pages) {
  const tabs = new Map(pages.map(([page, name]) => [page, desk.button("", t(name), () => desk.send("page", { page }))]));
  const element = el("div", { class: "rl-pages", role: "group", "aria-label": t("Pages") }, ...tabs.values());
  desk.root.querySelector(".rl-head").after(element);
  const show = (page) => tabs.forEach((tab, name) => press(tab, name === page));
  return { element, show };
}
