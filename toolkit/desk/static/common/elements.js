// What all screens share: elements whose strings are text, never markup, and the words they say.
// Nothing is decided in a browser, nothing is kept in it, and no other host is asked for anything.

let STRINGS = {};
let LANGUAGE = "en";

/** The text in the language of the screen, with the values in its {places}. */
function t(text, values = {}) {
  let said = STRINGS[text] ?? text;
  for (const [name, value] of Object.entries(values)) said = said.replaceAll(`{${name}}`, value);
  return said;
}

/** An element with attributes and children; strings become text, never markup. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}

/** What a screen does with an empty part: it leaves it out. */
const fill = (element, ...children) =>
  element.replaceChildren(...children.flat().filter((child) => child != null && child !== false));

const key = (name) => el("kbd", { "aria-hidden": "true" }, name);
const percent = (share) => `${Math.round(100 * share)} %`;

/** A number with so many decimals, as the language of the screen writes it: 0.87, 0,87; 1,450, 1.450. */
function number(value, digits = 0) {
  const places = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString(LANGUAGE, places).replace("-", "−");
}

/** Where a long name of a file may break: after its separators. */
const breakable = (name) => name.split(/(?<=[/_.-])/).flatMap((part, n) => (n ? [el("wbr"), part] : [part]));
const quiet = (...parts) => el("span", { class: "rl-quiet" }, ...parts);
const joined = (...parts) => parts.flat().filter(Boolean).join("  ·  ");

/** One or more: `many(2, "{n} person", "{n} people")`. */
const many = (number, one, more) => t(number === 1 ? one : more, { n: number });

/** A screen's title: the page's own heading in the app, one of many in a notebook. */
const headline = (name) =>
  el(document.querySelector("[data-voila]") ? "h1" : "h2", { class: "rl-title" }, name);

/** A heading with what belongs to it; nothing where there is nothing. */
function section(name, ...children) {
  const kept = children.flat().filter(Boolean);
  return kept.length ? el("section", {}, el("p", { class: "rl-family-name" }, name), ...kept) : null;
}

/** A bar that is filled for a share between 0 and 1; its number stands beside it in words. */
function meter(share) {
  const filled = el("span", {});
  filled.style.width = `${100 * Math.max(0, Math.min(1, share))}%`;
  return el("span", { class: "rl-meter", "aria-hidden": "true" }, filled);
}

/** A choice by a menu; options are [value, label] pairs. */
function menu(label, options, value, choose, look = "") {
  const made = el(
    "select",
    { class: look || "rl-select", "aria-label": label, onchange: (event) => choose(event.target.value) },
    ...options.map(([code, word]) => el("option", { value: code }, word)),
  );
  made.value = value;
  return made;
}

/** Fill a menu anew, keeping the options where they are the same: no flicker under the mouse. */
function refill(select, options, value) {
  const now = JSON.stringify(options);
  if (select.dataset.options !== now) {
    select.replaceChildren(...options.map(([code, word]) => el("option", { value: code }, word)));
    select.dataset.options = now;
  }
  select.value = value;
}

/** The text field of `host` in which somebody types, and of which nothing was sent yet. */
function typing(host) {
  let field = null;
  const wanted = "input:not([type=checkbox], [type=radio], [type=range], [type=file], [type=search]), textarea";
  host.addEventListener("input", (event) => event.target.matches(wanted) && (field = event.target));
  host.addEventListener("change", () => (field = null));
  return {
    field: () => (field?.isConnected && document.activeElement === field ? field : null),
    sent: () => (field = null),
  };
}

/** Draw anew; what had the focus, or what now stands in its place, has it afterwards. */
function keepingFocus(host, draw) {
  const before = document.activeElement;
  const alike = (one) => one.tagName === before.tagName && nameOf(one) === nameOf(before);
  const within = before !== document.body && host.contains(before);
  const place = within ? [...host.querySelectorAll(before.tagName)].filter(alike).indexOf(before) : -1;
  draw();
  if (!within || before.isConnected) return;
  const now = [...host.querySelectorAll(before.tagName)].filter(alike);
  (now[Math.min(place, now.length - 1)] ?? host.querySelector(".rl-desk"))?.focus({ preventScroll: true });
}

const nameOf = (one) => one.dataset.kept ?? one.getAttribute("aria-label") ?? one.dataset.field ?? one.textContent;

/** Long lists of which only the rows that changed are sent. */
function longLists() {
  const known = {};
  const isList = (one) => one !== null && typeof one === "object" && "number" in one && ("rows" in one || "changed" in one);
  /** Put the lists of a view together in their place; false where what they rest on was missed. */
  function whole(view) {
    return Object.entries(view).every(([name, sent]) => {
      if (!isList(sent)) return true;
      if (sent.changed && known[name]?.number !== sent.number - 1) return false;
      const rows = sent.rows ?? known[name].rows.map((row, place) => sent.changed[place] ?? row);
      known[name] = { number: sent.number, rows };
      view[name] = rows;
      return true;
    });
  }
  return { whole };
}

/** What shows a screen: it asks for the first view, and is sent one after every action. */
function screen(build) {
  return ({ model, el: host }) => {
    let show = null;
    let language = "";
    let held = null;
    const typed = typing(host);
    const kept = keepingTyped(host);
    const lists = longLists();
    // A view that would draw over a field in which somebody types waits until the field is left.
    const listen = (message, buffers) => {
      if (message.file) return saveFile(message.file, buffers[0]);
      // What was taken without anything new to show is answered by its number alone.
      if (message.heard) return hearing.heard?.({ answers: message.heard, taken: true });
      if (message.view) {
        kept.answered(message.view);
        hearing.heard?.(message.view);
        if (!lists.whole(message.view)) return model.send({ do: "look" });
      }
      const field = typed.field();
      if (field) {
        if (!held) field.addEventListener("blur", () => setTimeout(release), { once: true });
        held = { ...held, ...message };
        return;
      }
      held = null;
      if (message.trouble) return showBlocked(message.trouble);
      if (message.words && message.words.language !== language) {
        language = LANGUAGE = message.words.language;
        STRINGS = message.words.strings;
        host.replaceChildren();
        show = build(hearing, host, message.words);
      }
      if (show) keepingFocus(host, () => show(message));
    };
    const release = () => held && listen(held);
    /** A screen that cannot be shown says why; it is built when it can. */
    const showBlocked = (trouble) => {
      host.replaceChildren(el("div", { class: "rl-desk" }, el("div", { class: "rl-empty rl-trouble", role: "alert" }, trouble)));
      language = "";
      show = null;
    };
    const hearing = {
      send: (action, ...more) => {
        if (action.do !== "rest") typed.sent();
        kept.sent(action.number);
        model.send(action, ...more);
      },
    };
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
      kept.end();
      model.off("msg:custom", listen);
    };
  };
}
