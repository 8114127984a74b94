// The relaunch plan: the way on, waves and ladder; then every line with its evidence and its hand.

function buildPlan(model, host, words) {
  let view;
  const desk = frame(model, host, {
    name: "planning",
    title: t("Relaunch plan"),
    bar: t("Lines done or dropped"),
    keys: [
      ["j k", "next, previous line"],
      ["[ ]", "section before, after"],
      ["d", "mark the line as done, or as open again"],
      ["o", "its owner"],
      ["u", "undo your last action here"],
    ],
    tools: [],
  });
  const { send, button, keymap } = desk;
  const tabs = el("nav", { class: "rl-rail rl-planning-tabs", "aria-label": t("Sections") });
  const list = virtualList({
    label: t("Lines"),
    height: 72,
    row: listed,
    pick: (one) => send("go", { line: one.line_id }),
  });
  const work = el("div", { class: "rl-work rl-planning-work" });
  const evidence = el("aside", { class: "rl-evidence", "aria-label": t("Evidence"), tabindex: "0" });
  const direction = el("div", { class: "rl-planning-direction", tabindex: "0", "aria-label": t("Direction") });
  desk.body.append(tabs, list.element, work, evidence, direction);

  const way = (ids, label) => toStatements(send, view, ids, label);
  const ways = (text) => withWays(send, view, text);
  const STATE_WORDS = { open: "open", doing: "in progress", done: "done", dropped: "dropped" };
  const FIELDS = {
    owner_role: "Owner",
    due: "By",
    before_wave: "Before wave",
    effort: "Effort",
    state: "How far",
    answer: "Answer",
    title: "In your words",
  };
  // A section has no lines as long as nobody decided what they are drawn from.
  const NO_LINES = {
    changes: "No changes yet: they come from themes whose verdict is a fault of the tool or of its data. Judge the themes on Themes.",
    units: "No training yet: it comes from themes whose verdict is a training gap. Judge the themes on Themes.",
    sheets: "Nothing to explain yet: it comes from themes whose verdict is a misunderstanding. Judge the themes on Themes.",
    questions: "No questions yet: they come from themes in which the process is in doubt. Judge the themes on Themes.",
    targets: "No targets yet: they need an extract of who used the tool and when. Add it on Files and run again.",
    other: "No lines in this section. They are drawn from themes and people: judge the themes on Themes, confirm stances on People, then come back.",
  };
  const stateWord = (name) => t(STATE_WORDS[name]);
  const STATE_SIGNS = { open: "○", doing: "◑", done: "✓", dropped: "–" };

  function listed(one) {
    return [
      el("span", { class: "rl-line-words" }, one.title),
      el(
        "span",
        { class: "rl-line-code" },
        el("span", {}, joined(one.under, one.wave ? t("before wave {n}", { n: one.wave }) : "")),
        one.state ? el("span", { class: "rl-state" }, `${STATE_SIGNS[one.state]} ${stateWord(one.state)}`) : null,
      ),
    ];
  }

  function showTabs() {
    fill(
      tabs,
      ...view.tabs.map((one) =>
        el(
          "button",
          {
            type: "button",
            class: "rl-pick rl-planning-tab",
            "aria-current": one.key === view.section ? "true" : null,
            onclick: () => send("section", { section: one.key }),
          },
          el("span", {}, one.title),
          el("span", { class: "rl-quiet", "aria-label": t("{n} open", { n: one.open }) }, one.open ? String(one.open) : "✓"),
        ),
      ),
    );
  }

  // A field is saved when one leaves it or presses Enter; nothing else has to be pressed.
  function textField(name, label, value, hint) {
    const field = el("input", {
      type: name === "due" ? "date" : "text",
      value,
      placeholder: hint ?? null,
      "data-field": name,
      "data-kept": `${view.current} ${name}`,
      onchange: (event) => send("edit", { field: name, value: event.target.value }),
    });
    return el("label", { class: "rl-planning-field" }, el("span", {}, label), field, was(name));
  }

  function longField(name, label, value) {
    const look = { rows: "2", "data-field": name, "data-kept": `${view.current} ${name}` };
    const onchange = (event) => send("edit", { field: name, value: event.target.value });
    const field = el("textarea", { ...look, onchange }, value);
    return el("label", { class: "rl-planning-field rl-planning-long" }, el("span", {}, label), field, was(name));
  }

  function was(name) {
    const before = view.card.hand.suggested[name];
    if (before === undefined) return null;
    return el("span", { class: "rl-quiet" }, before ? t("suggested: {value}", { value: before }) : t("yours"));
  }

  function form(hand) {
    const states = view.states.map((name) => [name, `${STATE_SIGNS[name]} ${stateWord(name)}`]);
    return el(
      "form",
      { class: "rl-planning-form", "aria-label": t("Who, by when"), onsubmit: (event) => event.preventDefault() },
      textField("owner_role", t("Owner"), hand.owner_role),
      textField("due", t("By"), hand.due),
      textField("before_wave", t("Before wave"), hand.before_wave),
      textField("effort", t("Effort"), hand.effort, t("only a person knows")),
      el(
        "label",
        { class: "rl-planning-field" },
        el("span", {}, t("How far")),
        menu(t("How far"), states, hand.state, (value) => send("edit", { field: "state", value })),
      ),
      longField("answer", t("Answer"), hand.answer),
      longField("title", t("In your words"), hand.title),
    );
  }

  function showCard() {
    const card = view.card;
    if (!card) return fill(work, el("p", { class: "rl-empty" }, t(NO_LINES[view.section] ?? NO_LINES.other)));
    fill(
      work,
      el("h2", { class: "rl-planning-title" }, card.title),
      card.rows.length
        ? el("dl", { class: "rl-planning-rows" }, ...card.rows.flatMap(([name, text]) => [el("dt", {}, t(name)), el("dd", {}, ...ways(text))]))
        : null,
      ...card.quotes.map((one) => el("blockquote", { class: "rl-planning-quote" }, `“${one.words}” `, way([one.id]))),
      card.hand ? form(card.hand) : null,
    );
  }

  function showEvidence() {
    const card = view.card;
    if (!card) return fill(evidence);
    const found = card.evidence;
    fill(
      evidence,
      section(
        t("Facts"),
        ...found.facts.map((text) => el("p", {}, ...ways(text))),
        found.on_desk ? el("p", { class: "rl-quiet" }, many(found.on_desk, "{n} fact about too few people to be printed", "{n} facts about too few people to be printed")) : null,
      ),
      section(
        found.people ? `${t("Said by")} ${many(found.people, "{n} person", "{n} people")}` : t("Said"),
        ...found.statements.map((one) =>
          el("p", { class: "rl-planning-said" }, one.words || t("withheld"), " ", way([one.id])),
        ),
        found.more ? el("p", { class: "rl-quiet" }, t("and {n} more", { n: found.more })) : null,
        found.all.length > 1 ? way(found.all, t("All {n} at the coding desk", { n: found.all.length })) : null,
      ),
      found.missing ? el("p", { class: "rl-quiet" }, t("No evidence: ask in the round.")) : null,
      section(
        t("Decided"),
        ...card.edits.map((one) =>
          el("p", {}, el("strong", {}, `${t(FIELDS[one.field] ?? one.field)}: `), one.value || "–", quiet(` ${joined(one.coder, one.at)}`)),
        ),
      ),
    );
  }

  function showDirection() {
    const found = view.direction;
    fill(
      direction,
      section(t("Three ways on: a person chooses"), el("div", { class: "rl-planning-options" }, ...found.options.map(option))),
      section(t("Before each wave"), found.waves.length ? waves(found.waves) : el("p", { class: "rl-quiet" }, t("No waves yet: they are made of the people list. Add one on Files, run again, and set their size on People."))),
      found.effects.length ? section(t("Effect of waves"), ...found.effects.map((text) => el("p", {}, text))) : null,
      section(t("The ladder is climbed rung by rung"), el("ol", { class: "rl-planning-ladder" }, ...found.ladder.map(rung))),
      view.missing.length ? section(t("What is missing"), el("ul", {}, ...view.missing.map((text) => el("li", {}, text)))) : null,
    );
  }

  function option(one) {
    const side = (name, rows) =>
      el(
        "div",
        {},
        el("p", { class: "rl-planning-side" }, name),
        rows.length
          ? el("ul", {}, ...rows.map((row) => el("li", {}, ...ways(row.text), " ", way(row.ids))))
          : el("p", { class: "rl-quiet" }, t("nothing in this review")),
      );
    const memo = el("input", { type: "text", placeholder: t("Why?"), "aria-label": t("Why this way"), "data-kept": `why ${one.name}` });
    const choose = () => carrying([memo], () => send("choose", { option: one.name, memo: memo.value }));
    return el(
      "article",
      { class: one.chosen ? "rl-planning-option rl-planning-chosen" : "rl-planning-option" },
      el("h2", { class: "rl-planning-title" }, one.chosen ? `✓ ${one.title}` : one.title),
      side(t("for"), one.pro),
      side(t("against"), one.contra),
      one.chosen
        ? el("p", {}, el("strong", {}, t("chosen")), one.reason ? `: ${one.reason}` : "")
        : el("div", { class: "rl-planning-choose" }, memo, button("", t("Choose"), choose)),
    );
  }

  function waves(rows) {
    return el(
      "table",
      { class: "rl-planning-table" },
      el("thead", {}, el("tr", {}, ...["Wave", "People", "Starts", "Must be done first"].map((name) => el("th", { scope: "col" }, t(name))))),
      el(
        "tbody",
        {},
        ...rows.map((one) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, String(one.wave)),
            el("td", {}, String(one.people)),
            el(
              "td",
              {},
              el("input", {
                type: "date",
                value: one.starts,
                "data-kept": `starts ${one.wave}`,
                "aria-label": t("Start of wave {n}", { n: one.wave }),
                onchange: (event) => send("start", { wave: one.wave, day: event.target.value }),
              }),
            ),
            el("td", {}, one.open.length ? `○ ${t("{n} of {m} lines open", { n: one.open.length, m: one.lines })}` : `✓ ${t("nothing open")}`),
          ),
        ),
      ),
    );
  }

  function rung(one) {
    return el(
      "li",
      { class: one.reached ? "rl-planning-reached" : "" },
      el("p", {}, el("strong", {}, `${one.reached ? "✓" : "○"} ${one.title}`)),
      ...one.warnings.map((text) => el("p", { class: "rl-planning-warning" }, `! ${text}`)),
      one.means.length ? el("ul", {}, ...one.means.map((text) => el("li", {}, text))) : null,
      one.open.length && !one.reached
        ? el("details", {}, el("summary", {}, many(one.open.length, "{n} thing must be done first", "{n} things must be done first")), el("ul", {}, ...one.open.map((text) => el("li", {}, text))))
        : null,
      !one.open.length && !one.reached ? button("", t("Climb"), () => send("climb", { rung: one.name })) : null,
    );
  }

  function step(by) {
    const place = view.tabs.findIndex((one) => one.key === view.section) + by;
    const tab = view.tabs[Math.max(0, Math.min(place, view.tabs.length - 1))];
    send("section", { section: tab.key });
  }

  keymap.set("j", () => send("next"));
  keymap.set("k", () => send("previous"));
  keymap.set("ArrowDown", () => send("next"));
  keymap.set("ArrowUp", () => send("previous"));
  // Where there is something to scroll, the arrows scroll.
  for (const part of [work, evidence, direction]) {
    part.addEventListener("keydown", (event) => event.key.startsWith("Arrow") && event.stopPropagation());
  }
  keymap.set("]", () => step(1));
  keymap.set("[", () => step(-1));
  keymap.set("u", () => send("undo"));
  keymap.set("o", () => work.querySelector("[data-field=owner_role]")?.focus());
  keymap.set("d", () => {
    const hand = view?.card?.hand;
    if (hand) send("edit", { field: "state", value: hand.state === "done" ? "open" : "done" });
  });

  return (message) => {
    view = message.view;
    desk.show(view);
    const hands = view.tabs.filter((one) => one.key !== "direction");
    const open = hands.reduce((sum, one) => sum + one.open, 0);
    const all = hands.reduce((sum, one) => sum + one.owned, 0);
    desk.progress(all - open, all, t("{n} of {m} lines done or dropped", { n: all - open, m: all }));
    showTabs();
    const whole = view.section === "direction";
    list.element.hidden = work.hidden = evidence.hidden = whole;
    direction.hidden = !whole;
    if (whole) return showDirection();
    const position = view.lines.findIndex((one) => one.line_id === view.current);
    list.show({ rows: view.lines, from: 0, total: view.lines.length, position });
    showCard();
    showEvidence();
  };
}

export default { render: screen(buildPlan) };
