// What all screens share: elements whose strings are text, never markup.

/** An element with attributes and children; strings become text, never markup. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null && child !== false));
  return made;
}

const key = (name) => el("kbd", { "aria-hidden": "true" }, name);
const percent = (share) => `${Math.round(100 * share)} %`;
const many = (number, one, more) => `${number} ${number === 1 ? one : more}`;

/** A screen's title: the page's own heading in the app, one of many in a notebook. */
const headline = (name) =>
  el(document.querySelector("[data-voila]") ? "h1" : "h2", { class: "rl-title" }, name);

/** What shows a screen: it asks for the first view, and is sent one after every action. */
function screen(build) {
  return ({ model, el: host }) => {
    let heard = (message) => {
      heard = build(model, host, message.words);
      heard(message);
    };
    const listen = (message) => heard(message);
    model.on("msg:custom", listen);
    model.send({ do: "look" });
    // A screen behind another one looks again when it comes to the front.
    let hidden = false;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry.isIntersecting && hidden) model.send({ do: "look" });
      hidden = !entry.isIntersecting;
    });
    watch.observe(host);
    return () => {
      watch.disconnect();
      model.off("msg:custom", listen);
    };
  };
}

/** The families' colours, on the root of a screen. */
function paint(root, words) {
  for (const [family, tone] of Object.entries(words.families)) {
    root.style.setProperty(`--rl-${family}-light`, tone.light);
    root.style.setProperty(`--rl-${family}-dark`, tone.dark);
  }
}

/** A family's sign in its colour; a colour never speaks alone. */
function familySign(words, family) {
  return el(
    "span",
    { class: `rl-sign rl-${family || "none"}`, "aria-hidden": "true" },
    family ? words.families[family].sign : "○",
  );
}

/** What a fact says, and for and against which causes. */
function factBox(fact) {
  const sides = [];
  if (fact.supports.length) sides.push(`+ speaks for: ${fact.supports.join("; ")}`);
  if (fact.contradicts.length) sides.push(`− speaks against: ${fact.contradicts.join("; ")}`);
  return el(
    "div",
    { class: "rl-fact" },
    el("p", {}, fact.sentence),
    ...sides.map((side) => el("p", { class: "rl-quiet" }, side)),
  );
}

/** A heading with what belongs to it; nothing where there is nothing. */
function section(name, ...children) {
  const kept = children.flat().filter(Boolean);
  return kept.length ? el("section", {}, el("p", { class: "rl-family-name" }, name), ...kept) : null;
}

/** One decision, for reading. */
function decisionLine(row) {
  return el(
    "p",
    { class: "rl-decision" },
    el("strong", {}, `${row.field}: ${row.value}`),
    el("span", { class: "rl-quiet" }, ` ${row.coder}, ${row.at}`),
    row.memo ? el("span", {}, ` — ${row.memo}`) : null,
  );
}
