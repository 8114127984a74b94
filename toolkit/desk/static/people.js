// People: who stands where and why, what was promised, who was heard and is invited, the waves with
// their go lists, five pictures, and what became of what people said.

const PAGE_KEYS = { e: "people", h: "heard", v: "invited", w: "waves", x: "start", i: "pictures", d: "ledger" };
const PAGE_NAMES = [
  ["people", "People"],
  ["heard", "Heard"],
  ["invited", "Invited"],
  ["waves", "Waves"],
  ["start", "First users"],
  ["pictures", "Pictures"],
  ["ledger", "You said, we did"],
];
const GO_SIGNS = { green: "✓", red: "✗", unknown: "?", overruled: "!" };
const STAGES = [["", "all"], ["said", "said"], ["taken up", "taken up"], ["released", "released"], ["told", "told"]];
const WEIGHTS = [
  ["managers", "managers first"],
  ["first_user", "positive and respected"],
  ["gain", "those who gain most"],
  ["respect", "respect of positive people"],
  ["cover", "how many turn to them"],
  ["changed_sides", "changed sides"],
  ["critic", "critics"],
];

/** The name of SVG among markups: a name, not an address, and nothing is asked for there. */
const SVG = ["http", "//www.w3.org/2000/svg"].join(":");

/** A picture's shapes as an SVG whose colours follow the screen. */
function drawn(picture, pick) {
  const svg = (tag, attributes, ...children) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const look = (one) => `rl-shape ${one.look.split(" ").map((name) => `rl-look-${name}`).join(" ")}`;
  const told = (one) => (one.words ? [svg("title", {}, one.words)] : []);
  /** A shape leads to the people behind it; by keyboard the table beside it does. */
  const leading = (one, made) => {
    if (!one.who.length || !pick) return made;
    made.classList.add("rl-leads");
    made.addEventListener("click", () => pick(one.who, one.words));
    return made;
  };
  const band = ([[x, y], [x2, y2], [, y3], [, y4]]) => {
    const half = (x + x2) / 2;
    return `M${x} ${y}C${half} ${y} ${half} ${y2} ${x2} ${y2}V${y3}C${half} ${y3} ${half} ${y4} ${x} ${y4}Z`;
  };
  const shape = (one) => {
    if (one.kind === "text") return svg("text", { x: one.x, y: one.y, class: look(one) }, one.words);
    if (one.kind === "line") return svg("line", { x1: one.x, y1: one.y, x2: one.x2, y2: one.y2, class: look(one) });
    if (one.kind === "dot") return svg("circle", { cx: one.x, cy: one.y, r: one.r, class: look(one) }, ...told(one));
    if (one.kind === "band") return svg("path", { d: band(one.points), class: look(one) }, ...told(one));
    return svg("rect", { x: one.x, y: one.y, width: one.w, height: one.h, class: look(one) }, ...told(one));
  };
  const shapes = picture.shapes.map((one) => leading(one, shape(one)));
  const box = { viewBox: `0 0 ${picture.width} ${picture.height}`, role: "img", "aria-label": picture.says, class: "rl-picture" };
  const made = svg("svg", box, ...shapes);
  made.style.maxWidth = `${picture.width}px`;
  return made;
}

/** A picture with what it says, and the same as a table. */
function figure(one, pick = null) {
  const [head, ...rows] = one.table;
  const behind = (cell, row, column) => {
    const who = one.behind[`${row}.${column}`] ?? [];
    if (!who.length || !pick || cell === "0") return t(cell);
    return el("button", { type: "button", class: "rl-link", onclick: () => pick(who, joined(t(one.table[row][0]), t(head[column]))) }, t(cell));
  };
  const cells = (tag, row, n = 0) => row.map((cell, column) => (tag === "th" ? el(tag, { scope: "col" }, t(cell)) : el(tag, {}, behind(cell, n, column))));
  return el(
    "figure",
    {},
    el("figcaption", {}, el("strong", {}, one.says), one.note ? quiet(` ${one.note}`) : null),
    drawn(one, pick),
    el(
      "details",
      {},
      el("summary", {}, t("As a table")),
      el(
        "table",
        { class: "rl-table" },
        el("thead", {}, el("tr", {}, ...cells("th", head))),
        el("tbody", {}, ...rows.map((row, n) => el("tr", {}, ...cells("td", row, n + 1)))),
      ),
    ),
  );
}

function buildPeople(model, host, words) {
  let view;
  let shown = "";
  const onlyThese = el("span", { class: "rl-only" });
  const filter = menu(t("Which people"), [], "", (value) => send("choose", { filter: value }));
  const desk = frame(model, host, {
    name: "people",
    title: t("People"),
    label: t("People of the review"),
    search: t("Search people or words"),
    bar: t("Stances looked at"),
    tools: [onlyThese, filter],
    keys: [
      ["j k", "next, previous"],
      ["Enter", "confirm the suggested stance"],
      ["1 … 6", "another stance, from opposes to advocates, with its reason"],
      ["m", "reason"],
      ["e", "people"],
      ["h", "heard"],
      ["v", "invited"],
      ["w", "waves"],
      ["x", "first users"],
      ["i", "pictures"],
      ["d", "you said, we did"],
      ["u", "undo your last action"],
    ],
    inField: (event) => {
      if (event.key !== "Enter" || !event.target.matches(".rl-memo")) return false;
      if (event.target.say) event.target.say();
      else desk.rest();
      return true;
    },
  });
  const { send, button, keymap } = desk;
  const ways = (text) => withWays(send, view, text);
  const tenth = (value) => number(value, 1);

  // The pages

  const nav = pageTabs(desk, PAGE_NAMES);
  const lock = nameLock(desk);
  const anew = el("span", { class: "rl-quiet rl-anew", role: "status" });
  nav.element.append(el("span", { class: "rl-space" }), anew, lock.element);

  /** Somebody, by name while the key is unlocked; a click goes to the card. */
  const called = (id) => (view.names[id] ? `${view.names[id]} (${id})` : id);
  const goTo = (id) => {
    send("page", { page: "people" });
    send("go", { person: id });
  };
  const person = (id) => el("button", { type: "button", class: "rl-link", onclick: () => goTo(id) }, called(id));
  /** The people behind a number, listed alone; one is shown at once. */
  const pick = (who, why) => (who.length === 1 ? goTo(who[0]) : send("only", { people: who, label: why }));
  const behind = (who, text, why) =>
    who.length && view.judges ? el("button", { type: "button", class: "rl-link", title: t("Show these people"), onclick: () => pick(who, why) }, text) : text;
  const tools = { desk, send, button, person, behind, figure: (one) => figure(one, view.judges ? pick : null) };

  const list = virtualList({
    label: t("People"),
    height: 96,
    pick: (line) => {
      send("go", { person: line.person_id });
      desk.rest();
    },
    row: (line) => [
      el(
        "span",
        { class: "rl-line-person" },
        el("span", { class: `rl-stance rl-of-${line.stance || "none"}`, "aria-hidden": "true" }, line.sign || "·"),
        el(
          "span",
          { class: "rl-line-words" },
          el("strong", {}, view.names[line.person_id] || line.person_id),
          ` ${t(line.word)}`,
          line.late ? el("span", { class: "rl-late" }, ` ! ${t("heard nothing")}`) : null,
        ),
        line.stance ? stateMark(line.status) : null,
      ),
      el("span", { class: "rl-line-code rl-cut" }, line.who),
      el(
        "span",
        { class: "rl-line-code" },
        el("span", {}, joined(t("influence {step}", { step: t(line.influence) }), winnable(line))),
      ),
    ],
  });
  const winnable = (line) =>
    ({ yes: t("could be won"), unclear: t("could perhaps be won") })[line.convertible] ?? "";
  const work = el("div", { class: "rl-work" });
  const aside = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": t("Influence, chance and decisions") });
  const page = el("div", { class: "rl-page", tabindex: "0", role: "region", "aria-label": t("Page") });
  desk.body.append(list.element, work, aside, page);

  const memo = el("input", {
    type: "text",
    class: "rl-text rl-memo",
    placeholder: t("Reason: what it rests on"),
    "data-kept": "memo",
    "aria-label": t("Reason: what it rests on"),
  });
  const why = () => carry(memo);
  const stance = (value) => send("stance", { value, memo: why() });

  // One person

  function stanceBox(card) {
    const now = card.line.stance;
    const confidence = card.confidence == null ? "" : t("{share} sure", { share: percent(card.confidence) });
    return el(
      "section",
      { class: "rl-stand" },
      el(
        "div",
        { class: "rl-person-head" },
        el("span", { class: `rl-stance rl-large rl-of-${now || "none"}`, "aria-hidden": "true" }, card.line.sign || "·"),
        el(
          "div",
          {},
          el("p", { class: "rl-person" }, el("strong", {}, called(card.line.person_id)), ` ${t(card.line.word)}`),
          quiet(joined(card.line.who, t(card.level))),
        ),
        el("span", { class: "rl-space" }),
        now ? stateMark(card.line.status) : null,
      ),
      el(
        "p",
        { class: "rl-quiet" },
        joined(
          card.suggested ? t("suggested: {word}", { word: t(card.suggested) }) : confidence,
          card.stance_before && t("before the launch: {word}", { word: t(card.stance_before) }),
          card.usage && t("use: {state}", { state: t(card.usage) }),
        ),
      ),
      el(
        "div",
        { class: "rl-stances", role: "group", "aria-label": t("Stance") },
        ...view.stances.map((one, n) => {
          const made = button(String(n + 1), `${one.sign} ${t(one.word)}`, () => stance(one.value));
          press(made, one.value === now);
          return made;
        }),
        button("", t("Cannot tell"), () => stance("")),
      ),
      el(
        "div",
        { class: "rl-form" },
        now ? button("Enter", t("Confirm"), () => send("confirm", { memo: why() }), "rl-primary") : null,
        memo,
      ),
    );
  }

  const said = (one) =>
    el(
      "li",
      { class: "rl-said-row" },
      el("p", {}, one.words),
      el(
        "p",
        { class: "rl-quiet" },
        one.cause ? familySign(words, one.family) : null,
        joined(one.cause && t(one.cause), one.theme, one.when),
        " ",
        view.app ? toStatements(send, view, [one.statement_id], t("At the coding desk")) : null,
      ),
    );

  /** A labelled field that is saved when one leaves it. */
  function field(label, name, value, type = "text", save = (text) => send("note", { field: name, value: text })) {
    const input = el("input", {
      type,
      class: "rl-text",
      value: value || "",
      "aria-label": label,
      onchange: (event) => save(event.target.value),
    });
    input.value = value || "";
    return el("label", { class: "rl-field" }, quiet(label), input);
  }

  function choice(label, name, value) {
    const options = [["", t("not asked")], ["yes", t("yes")], ["no", t("no")]];
    const made = menu(label, options, value, (chosen) => send("note", { field: name, value: chosen }));
    return el("label", { class: "rl-field" }, quiet(label), made);
  }

  function winBox(card) {
    const f = card.fields;
    return section(
      t("Talk, promise, consent"),
      card.main_reason ? el("p", {}, quiet(`${t("Speaks of")}: `), ...ways(card.main_reason)) : null,
      card.offer ? el("p", {}, quiet(`${t("Could own")}: `), ...ways(card.offer)) : null,
      card.path ? el("p", {}, quiet(`${t("Path")}: `), t(card.path)) : null,
      ...card.voices.map(([who, reason]) => el("p", {}, quiet(`${t("Could talk to them")}: `), `${called(who)} — ${t(reason)}`)),
      ...card.fix_first.map((one) => el("p", {}, quiet(`${t("Fixed first")}: `), one)),
      el(
        "div",
        { class: "rl-fields" },
        field(t("Who talks"), "talk_owner", f.talk_owner),
        field(t("Talk until"), "talk_due", f.talk_due, "date"),
        field(t("Talked on"), "talk_on", f.talk_on, "date"),
      ),
      ...card.promises.map(promiseRow),
      el(
        "div",
        { class: "rl-fields" },
        field(card.promises.length ? t("A further promise") : t("Promise"), "promise", ""),
      ),
      el(
        "div",
        { class: "rl-fields" },
        choice(t("May be approached"), "may_approach", f.may_approach),
        choice(t("May be quoted"), "may_quote", f.may_quote),
        choice(t("May be named"), "may_name", f.may_name),
        choice(t("Helps others"), "helper", f.helper),
        field(t("Wave by hand"), "wave", f.wave, "number"),
      ),
    );
  }

  /** One promise with fields of its own: wording it anew opens no second one. */
  function promiseRow(one) {
    const set = (name) => (value) => send("note", { field: `${name}#${one.promise_id}`, value });
    return el(
      "div",
      { class: "rl-promise", role: "group", "aria-label": t("Promise: {words}", { words: one.words }) },
      el("p", { class: one.late ? "rl-late" : "rl-quiet" }, `${one.late ? "! " : ""}${joined(`“${one.words}”`, one.state)}`),
      el(
        "div",
        { class: "rl-fields" },
        field(t("Worded anew"), "", one.words, "text", set("promise")),
        field(t("Who keeps it"), "", one.owner, "text", set("promise_owner")),
        field(t("Due"), "", one.due, "date", set("promise_due")),
        field(t("Kept on"), "", one.kept_on, "date", set("promise_kept_on")),
        field(t("Told on"), "", one.told_on, "date", set("told_on")),
        one.is_open ? button("", t("Kept today"), () => send("keep", { promise: one.promise_id })) : null,
      ),
    );
  }

  /** What only a person may enter, with the words or the deed that it rests on. */
  function heldBox(card) {
    const f = card.fields;
    const memo = el("input", {
      type: "text",
      class: "rl-text rl-memo",
      placeholder: t("The words or the deed that it rests on"),
      "data-kept": `held ${card.line.person_id}`,
      "aria-label": t("The words or the deed that it rests on"),
    });
    const held = (label, name, values) => {
      const options = ["", ...values].map((one) => [one, t(one || "nothing entered")]);
      const made = menu(label, options, f[name], (value) => send("note", { field: name, value, memo: carry(memo) }));
      return el("label", { class: "rl-field" }, quiet(label), made);
    };
    return section(
      t("Entered by a person only"),
      quiet(t("The program never suggests this and computes nothing from it. Write the reason first.")),
      memo,
      el(
        "div",
        { class: "rl-fields" },
        held(t("Intent"), "intent", ["works against it", "does not work against it"]),
        held(t("Private interest"), "private_interest", ["gains from failure", "does not gain from failure"]),
      ),
    );
  }

  function parts(name, rows, sum) {
    if (!rows.length) return null;
    return section(
      `${name}${sum == null ? "" : `: ${number(sum, 2)}`}`,
      rows.map((one) =>
        el(
          "label",
          { class: `rl-part-row ${one.on ? "" : "rl-off"}` },
          el("input", {
            type: "checkbox",
            checked: one.on,
            "aria-label": t("{part} counts", { part: t(one.label) }),
            onchange: (event) => send("switch", { part: one.name, on: event.target.checked, memo: why() }),
          }),
          el(
            "span",
            {},
            el("span", {}, t(one.label)),
            el("span", { class: "rl-sum" }, `${number(one.value, 2)} × ${number(one.weight, 2)}`),
            one.because ? el("span", { class: "rl-quiet rl-because" }, ...ways(t(one.because))) : null,
          ),
        ),
      ),
    );
  }

  function showPerson(card) {
    fill(
      work,
      stanceBox(card),
      section(
        t("Own words"),
        el("ul", { class: "rl-said-list" }, ...card.statements.map(said)),
        card.more ? quiet(t("and {n} more", { n: card.more })) : null,
        card.statements.length ? null : quiet(t("This person has not been heard.")),
      ),
      card.ratings.length ? section(t("Own ratings"), card.ratings.map((one) => el("p", {}, `${one.question}: `, el("strong", {}, one.value), " ", toStatements(send, view, one.statement_ids, t("what was said with it"))))) : null,
    );
    fill(
      aside,
      winBox(card),
      view.judges ? heldBox(card) : null,
      parts(t("Influence"), card.influence_parts, card.influence_score),
      parts(t("Could be won"), card.convertibility_parts, card.convertibility),
      card.reasons.length
        ? section(
            t("The stance rests on"),
            card.reasons.map((one) => el("p", {}, ...ways(t(one)))),
            card.days ? quiet(card.days) : null,
          )
        : null,
      card.before_reasons.length
        ? section(
            t("Before the launch it rested on"),
            card.before_reasons.map((one) => el("p", {}, ...ways(t(one)))),
            card.before_days ? quiet(card.before_days) : null,
          )
        : null,
      card.wave
        ? section(
            t("Wave {n}", { n: card.wave }),
            el("p", {}, t(card.wave_reason)),
            card.gate ? el("p", { class: "rl-late" }, card.gate) : null,
          )
        : null,
      card.is_power_user
        ? section(t("Power user"), el("p", {}, t("at home in the tool, and asked for help")), card.helps.map((one) => el("p", {}, one)))
        : null,
      card.decisions.length ? section(t("Decisions so far"), card.decisions.map(decisionLine)) : null,
    );
  }

  // Waves

  function goItem(wave, one) {
    const reason = el("input", {
      type: "text",
      class: "rl-text",
      placeholder: t("Remark"),
      "data-kept": `remark ${wave} ${one.name}`,
      "aria-label": t("Remark on {item}", { item: t(one.label) }),
    });
    const set = (value) => send("item", { wave, item: one.name, value, memo: carry(reason) });
    const green = button("", t("Green"), () => set("green"));
    const red = button("", t("Red"), () => set("red"));
    const free = one.decided_by ? button("", t("As the files say"), () => set("")) : null;
    press(green, one.decided_by && one.state === "green");
    press(red, one.decided_by && one.state === "red");
    const owner = field(t("Owner"), "", one.owner, "text", (value) =>
      send("wave", { wave, field: `${one.name}_owner`, value }),
    );
    return el(
      "li",
      { class: `rl-go rl-go-${one.state}` },
      el("span", { class: "rl-go-sign", "aria-hidden": "true" }, GO_SIGNS[one.state]),
      el(
        "div",
        { class: "rl-go-words" },
        el("p", {}, el("strong", {}, t(one.label)), ` — ${t(one.state)}`, one.decided_by ? quiet(` (${one.decided_by})`) : null),
        el("p", {}, t(one.sentence)),
      ),
      owner,
      el("div", { class: "rl-go-set", role: "group", "aria-label": t(one.label) }, green, red, free, reason),
    );
  }

  function waveBox(one) {
    const reason = el("input", {
      type: "text",
      class: "rl-text rl-memo",
      placeholder: t("Why it goes all the same"),
      "data-kept": `all the same ${one.wave}`,
      "aria-label": t("Why wave {n} goes all the same", { n: one.wave }),
    });
    reason.say = () => send("overrule", { wave: one.wave, memo: carry(reason) });
    const numbers = (value) => send("wave", { wave: one.wave, field: "size", value });
    return el(
      "section",
      { class: "rl-wave" },
      el(
        "div",
        { class: "rl-wave-head" },
        el("strong", { class: `rl-go-${one.state}` }, `${GO_SIGNS[one.state]} ${t("Wave {n}", { n: one.wave })}`),
        quiet(joined(many(one.people.length, "{n} person", "{n} people"), t(one.state))),
        el("span", { class: "rl-space" }),
        field(t("Starts"), "", one.starts_on, "date", (value) => send("wave", { wave: one.wave, field: "starts_on", value })),
        field(t("Seats"), "", String(one.size), "number", numbers),
      ),
      one.overruled_by
        ? el(
            "p",
            { class: "rl-late" },
            t("Goes all the same, says {who}: {why}", { who: one.overruled_by, why: one.because }),
            " ",
            button("", t("By its go list again"), () => send("follow", { wave: one.wave })),
          )
        : null,
      el("ul", { class: "rl-go-list" }, ...one.items.map((item) => goItem(one.wave, item))),
      one.state === "red" || one.state === "unknown"
        ? el("div", { class: "rl-form" }, button("", t("Go all the same"), reason.say), reason)
        : null,
      el("details", {}, el("summary", {}, t("Who")), el("p", {}, ...spaced(one.people.map(person)))),
    );
  }

  function showWaves() {
    const sliders = WEIGHTS.map(([part, name]) => {
      const value = view.weights[part];
      const out = el("output", { class: "rl-sum" }, tenth(value));
      const input = el("input", {
        type: "range",
        min: part === "critic" ? -2 : 0,
        max: part === "managers" ? 4 : 2,
        step: 0.1,
        "aria-label": t(name),
        oninput: (event) => (out.textContent = tenth(Number(event.target.value))),
        onchange: (event) => send("weigh", { part, value: event.target.value }),
      });
      input.value = value;
      return el("label", { class: "rl-weight" }, el("span", {}, t(name)), input, out);
    });
    fill(
      page,
      section(
        t("What brings somebody into an earlier wave"),
        el("p", { class: "rl-quiet" }, t("0 switches a part off. Executives and managers start a wave before their teams as long as they count.")),
        el("div", { class: "rl-weights" }, ...sliders),
      ),
      ...view.waves.map(waveBox),
    );
  }

  // Pictures

  function showPictures() {
    fill(
      page,
      view.can_print
        ? el(
            "div",
            { class: "rl-form" },
            button("", t("Save the pictures of groups to pass on"), () => send("print")),
            quiet(t("SVG for print; no number of fewer people than the smallest group, and no ties.")),
          )
        : null,
      view.printed.length ? el("p", { role: "status" }, `${t("Written")}: ${view.printed.join(", ")}`) : null,
      el("div", { class: "rl-pictures" }, ...view.pictures.map(tools.figure)),
    );
  }

  // You said, we did

  function point(one) {
    const save = (name) => (value) => send("book", { statement: one.statement_id, field: name, value });
    return el(
      "li",
      { class: "rl-point" },
      el(
        "div",
        {},
        el("p", {}, one.words),
        quiet(joined(called(one.person_id), one.theme, t(one.stage))),
        one.suggested && one.change ? el("p", { class: "rl-quiet" }, `${t("suggested")}: ${one.change}`) : null,
      ),
      el(
        "div",
        { class: "rl-fields" },
        field(t("Change"), "", one.suggested ? "" : one.change, "text", save("change")),
        field(t("Release"), "", one.release, "text", save("release")),
        field(t("Told on"), "", one.told_on, "date", save("told_on")),
      ),
    );
  }

  function showLedger() {
    fill(
      page,
      view.alarms.length
        ? section(t("Heard nothing"), view.alarms.map((one) => el("p", { class: "rl-late" }, `! ${one}`)))
        : null,
      section(
        t("You said, we did"),
        el(
          "div",
          { class: "rl-form" },
          menu(t("How far"), STAGES.map(([code, name]) => [code, t(name)]), view.stage, (stage) => send("stage", { stage })),
          quiet(many(view.count, "{n} point", "{n} points")),
          view.points.length < view.count ? quiet(t("The first {n} are shown: search, or choose how far.", { n: view.points.length })) : null,
        ),
        el("ul", { class: "rl-points" }, ...view.points.map(point)),
      ),
    );
  }

  const drawers = {
    heard: () => fill(page, ...heardPage(view, tools)),
    invited: () => fill(page, ...invitedPage(view, tools)),
    start: () => fill(page, ...startPage(view, tools)),
    waves: showWaves,
    pictures: showPictures,
    ledger: showLedger,
  };

  function show(message) {
    view = message.view;
    desk.show(view);
    desk.search.showText(view.search);
    desk.progress(view.looked, view.of, view.of ? t("{done} of {of} stances looked at", { done: view.looked, of: view.of }) : "");
    refill(filter, view.filters.map((one) => [one, t(one)]), view.filter);
    const people = view.page === "people";
    filter.hidden = !people || Boolean(view.only);
    fill(
      onlyThese,
      people && view.only ? [el("strong", { role: "status" }, t("Only: {what}", { what: view.only })), " ", button("", t("Show all"), () => send("only", { people: [], label: "" }))] : null,
    );
    nav.show(view.page);
    anew.textContent = view.planning ? t("Waves and seats are being planned anew …") : "";
    for (const part of [list.element, work, aside]) part.hidden = !people;
    page.hidden = people;
    desk.body.classList.toggle("rl-one", !people);
    const at = page.scrollTop;
    lock.show(view);
    if (people) showPeople();
    else drawers[view.page]();
    if (view.page !== shown) page.scrollTop = 0;
    else page.scrollTop = at;
    shown = view.page;
  }

  function showPeople() {
    if (!view.card) {
      const text = view.judges
        ? t("Nobody fits. Choose “all” or empty the search (/).")
        : t("This review judges no single person ([mine.privacy] individual = false). Who was heard, invitations, waves, use by department and what became of points are on the other pages.");
      list.show({ rows: [], position: -1 });
      fill(work, el("p", { class: "rl-quiet" }, text));
      fill(aside);
      return;
    }
    list.show({
      rows: view.lines,
      position: view.lines.findIndex((line) => line.person_id === view.card.line.person_id),
    });
    showPerson(view.card);
  }

  const onPeople = (action) => () => view?.page === "people" && view.card && action();
  keymap.set("j", onPeople(() => send("next")));
  keymap.set("k", onPeople(() => send("previous")));
  keymap.set("Enter", onPeople(() => view.card.line.stance && send("confirm", { memo: why() })));
  keymap.set("m", onPeople(() => memo.focus()));
  keymap.set("u", () => send("undo"));
  for (let n = 1; n <= 6; n += 1) keymap.set(String(n), onPeople(() => stance(view.stances[n - 1].value)));
  for (const [name, to] of Object.entries(PAGE_KEYS)) keymap.set(name, () => send("page", { page: to }));
  return show;
}

export default { render: screen(buildPeople) };
