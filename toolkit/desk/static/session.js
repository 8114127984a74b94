// The session: agenda before it, board while it runs, fact cards for the beamer, recap at its end.
// It shows what Python says, as text only, and names what a person wants; nothing names anybody.

const PLACES = [
  ["session", "in the session"],
  ["settle_before", "told, not debated"],
  ["confirm", "confirmed quickly"],
  ["parking_lot", "parking lot"],
];
const NOTE_TYPES = [
  ["i", "idea", "Ideas"],
  ["q", "question", "Questions"],
  ["c", "concern", "Concerns"],
  ["o", "proposal", "Proposals"],
];
const TEXTS = [
  ["goal", "Goal"],
  ["fact", "Fact beside it"],
  ["opinion", "Opinion"],
  ["wiifm", "What is in it for whom"],
  ["who_cares", "Who cares"],
];
const PARTS = { people: "People", severity: "Severity", influence: "Influence", heat: "Heat" };
const TECHNIQUES = { round: "round", silent_notes: "silent notes", pairs: "pairs", vote: "dot vote" };
/** What stands around the topics in the course of the session. */
const STRETCHES = { opening: "Opening", confirm: "Told, and confirmed in a sentence", closing: "Closing" };
const AUDIENCES = [
  ["participants", "Participants"],
  ["sponsors", "Sponsors"],
  ["everybody", "Everybody"],
];

function buildSession(model, host, words) {
  let view;
  let mode = "agenda";
  let wording = "";
  let shownTopic = "";
  let noteType = "concern";
  let pointed = "";
  let ticking = null;

  const desk = frame(model, host, {
    name: "session",
    title: t("Session"),
    keys: [
      ["j k", "next, previous topic"],
      ["[ ]", "the topic one place up, down"],
      ["a", "the agenda"],
      ["b", "the board of the day"],
      ["f", "the fact card for the beamer"],
      ["F", "the beamer on the whole screen; Esc leaves it"],
      ["r", "the recap"],
      ["n", "begin, or go on to the next topic"],
      ["i q c o", "write an idea, a question, a concern, a proposal"],
      ["u", "undo your last action"],
    ],
    tools: [],
    inField,
  });
  const { send, button, rest, keymap } = desk;
  const ways = (text) => withWays(send, view, text);
  const behind = (key, label, ids) => toBehind(send, view, { key, label, ids });
  const sign = (family) => familySign(words, family);
  const modes = {
    agenda: button("a", t("Agenda"), () => turn("agenda")),
    board: button("b", t("Board"), () => turn("board")),
    beamer: button("f", t("Beamer"), () => turn("beamer")),
    recap: button("r", t("Recap"), () => turn("recap")),
  };
  const clock = el("span", { class: "rl-clock", role: "timer", "aria-label": t("Minutes on this topic") });
  const goOn = button("n", t("Begin"), () => send("go_on"), "rl-primary");
  desk.tally.before(
    el("div", { class: "rl-modes", role: "group", "aria-label": t("What is shown") }, ...Object.values(modes)),
  );
  desk.root.querySelector(".rl-space").after(clock, goOn);

  const list = virtualList({
    label: t("Topics in rank order"),
    height: 76,
    pick: (line) => {
      send("go", { topic: line.theme_id });
      rest();
    },
    row: showLine,
  });
  const work = el("div", { class: "rl-work", tabindex: "0", role: "group", "aria-label": t("Topic") });
  const aside = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": t("Facts and people") });
  desk.body.append(list.element, work, aside);

  function turn(name) {
    mode = name;
    wording = "";
    if (name !== "beamer") leaveWhole();
    if (name === "recap" && !view.recap) send("recap", { audience: "participants" });
    draw();
    rest();
  }

  // ------------------------------------------------------------------------------ the list
  function showLine(line) {
    const place = PLACES.find(([value]) => value === line.place)[1];
    const minutes = line.net ? t("{n} min", { n: line.net }) : t(place);
    return [
      el("span", { class: "rl-line-words" }, `${line.rank}. ${line.title}`),
      el(
        "span",
        { class: "rl-line-code" },
        sign(line.family),
        el("span", {}, [minutes, many(line.people, "{n} person", "{n} people")].join(" · ")),
        line.votes ? el("span", { class: "rl-state" }, `● ${line.votes}`) : null,
        line.edited ? stateMark("changed", line.stale ? "numbers changed" : "yours") : null,
      ),
    ];
  }

  // ---------------------------------------------------------------------------- the agenda
  function order(topic) {
    const minutes = el("input", {
      type: "number",
      class: "rl-minutes",
      min: "1",
      max: "480",
      value: topic.net || "",
      "data-kept": `minutes ${topic.theme_id}`,
      "aria-label": t("Minutes"),
      disabled: topic.place !== "session",
      onchange: (event) => event.target.value && edit("minutes", event.target.value),
    });
    return el(
      "div",
      { class: "rl-form rl-order" },
      button("[", t("Up"), () => send("move", { by: -1 })),
      button("]", t("Down"), () => send("move", { by: 1 })),
      menu(t("Place"), PLACES.map(([value, word]) => [value, t(word)]), topic.place, (value) =>
        send("place", { value }),
      ),
      minutes,
      quiet(t("minutes net")),
      el("span", { class: "rl-space" }),
      button("u", t("Undo"), () => send("undo")),
    );
  }

  const edit = (field, value) => send("edit", { field, value });

  function reword(topic, field, value) {
    if (wording !== field) {
      return button("", t("Reword"), () => {
        wording = field;
        draw();
        work.querySelector("textarea")?.focus();
      }, "rl-quiet-button");
    }
    const kept = `${field} ${topic.theme_id}`;
    const look = { rows: "4", class: "rl-text", "data-field": field, "data-kept": kept, "aria-label": t("New words") };
    const area = el("textarea", look, value);
    return el(
      "div",
      { class: "rl-form rl-reword" },
      area,
      button("", t("Keep"), () => keep(area), "rl-primary"),
      button("Esc", t("Leave"), () => {
        wording = "";
        draw();
        rest();
      }),
    );
  }

  function keep(area) {
    carrying([area], () => edit(area.dataset.field, area.value));
    wording = "";
    rest();
  }

  function marks(topic, field) {
    if (topic.stale.includes(field)) return quiet(t("yours; the suggestion has changed since"));
    return topic.edited.includes(field) ? quiet(t("yours")) : null;
  }

  function text(topic, [field, label]) {
    const value = topic.texts[field];
    return el(
      "section",
      { class: "rl-words" },
      el("p", { class: "rl-family-name" }, t(label), marks(topic, field), el("span", { class: "rl-space" }), reword(topic, field, value)),
      wording === field ? null : el("p", {}, ...ways(value || t("nothing may be quoted"))),
    );
  }

  function agenda(topic) {
    return [
      el(
        "div",
        { class: "rl-theme-head" },
        el("p", { class: "rl-topic-title" }, `${topic.rank}. ${topic.title}`, " ", reword(topic, "title", topic.title)),
        quiet(
          joined(
            topic.theme_id,
            many(topic.people, "{n} person", "{n} people"),
            topic.place === "session" ? "" : topic.place_why,
          ),
        ),
        " · ",
        behind(topic.theme_id, many(topic.statements, "{n} statement", "{n} statements"), topic.ids),
      ),
      order(topic),
      el("div", { class: "rl-texts", tabindex: "0", role: "group", "aria-label": t("Words") }, ...TEXTS.map((one) => text(topic, one))),
      el("div", { class: "rl-panel" }, el("p", { class: "rl-family-name" }, t("Answers of the decision makers")), ...answers(topic)),
    ];
  }

  /** What the decision makers said of one topic, and a form for what they say now. */
  function answers(topic) {
    const own = view.record.answers.filter((one) => one.theme_id === topic.theme_id);
    return [
      ...own.map((one) => entry(one.answer_id, one.answer || t("not answered yet"), [one.concern, one.by])),
      form("answer", [
        ["text", t("Concern"), topic.concern],
        ["answer", t("Answer"), ""],
        ["by", t("By which role"), ""],
      ], { topic: topic.theme_id }),
    ];
  }

  function goals() {
    return view.goal.map((one) => el("p", { class: "rl-goal" }, one.change, one.value ? quiet(` (${one.value})`) : null));
  }

  function agendaAside(topic) {
    return [
      section(t("Goal of the session"), goals()),
      section(t("Said first"), view.win ? [el("p", {}, view.win)] : []),
      section(t("Why so hot"), topic.parts.map(showPart)),
      section(t("How to deal with it"), [
        el("p", {}, el("strong", {}, t(TECHNIQUES[topic.technique])), " ", topic.technique_why),
      ]),
      section(t("Who begins"), topic.invite.map((role) => el("p", {}, role))),
      ...cardSections(topic.card),
      section(t("Course of the session"), view.slots.map(showSlot)),
    ];
  }

  function showPart(part) {
    return el(
      "div",
      { class: "rl-heat" },
      el("div", { class: "rl-likely" }, el("span", {}, t(PARTS[part.name] ?? part.name)), meter(part.value), quiet(`${number(part.value, 2)} × ${number(part.weight, 2)}`)),
      quiet(part.why),
    );
  }

  function showSlot(slot) {
    const at = view.clock.at === (slot.theme_id || slot.kind);
    const name = slot.theme_id ? slot.title : t(STRETCHES[slot.kind] ?? slot.kind);
    const spent = slot.spent ? t("{n} min used", { n: Math.round(slot.spent) }) : "";
    return el(
      "p",
      { class: "rl-slot", "aria-current": at ? "step" : null },
      el("span", { class: "rl-slot-time" }, `${slot.start}–${slot.start + slot.minutes}`),
      el("span", {}, name),
      quiet(at ? t("now") : spent),
    );
  }

  // ------------------------------------------------------------------------- the fact card
  function point(one) {
    return el(
      "p",
      { class: "rl-fact" },
      one.sentence,
      " ",
      quiet(joined(t(one.origin), one.as_of && t("as of {day}", { day: one.as_of }), one.n && `n = ${one.n}`)),
    );
  }

  function cardSections(card) {
    return [
      section(t("Claim"), [el("p", {}, card.claim), card.verdict ? el("p", {}, card.verdict) : null]),
      section(t("+ Speaks for it"), card.supports.map(point)),
      section(t("− Speaks against it"), card.against.map(point)),
      section(t("? Not known"), card.unknown.map((one) => el("p", {}, one))),
    ];
  }

  function openingBeamer() {
    return [
      el("p", { class: "rl-beamer-title" }, t("Goal of the session")),
      ...goals(),
      section(t("Said first"), [el("p", {}, view.win)]),
    ];
  }

  /** What is told, and what is confirmed in a sentence: one line each. */
  function confirmBeamer() {
    const brief = view.topics.filter((one) => one.place === "settle_before" || one.place === "confirm");
    return [
      el("p", { class: "rl-beamer-title" }, t(STRETCHES.confirm)),
      el("ul", {}, ...brief.map((one) => el("li", {}, el("strong", {}, one.title), one.known ? ` — ${one.known}` : ""))),
      quiet(t("Whoever objects says so: then it goes to the parking lot.")),
    ];
  }

  function closingBeamer() {
    const { agreed, parked } = view.record;
    const line = (one, more) => el("p", {}, el("strong", {}, one.text), " ", quiet(joined(more)));
    const decided = agreed.filter((one) => !one.is_action).map((one) => line(one, []));
    const actions = agreed.filter((one) => one.is_action).map((one) => line(one, [one.owner || t("no owner yet"), one.due || t("no date yet")]));
    return [
      el("p", { class: "rl-beamer-title" }, t("What we leave with")),
      el(
        "div",
        { class: "rl-sides" },
        el("div", {}, section(t("Decided"), decided), section(t("Who does what by when"), actions)),
        el("div", {}, section(t("Parking lot"), parked.map((one) => line(one, [one.owner || t("no owner yet"), one.return_on || t("no date yet")])))),
      ),
      agreed.length + parked.length ? null : el("p", {}, t("Nothing is written down yet: who does what by when?")),
      quiet(t("Everybody who was here gets the recap.")),
    ];
  }

  /** What runs now, though another topic may be at hand: the opening and the closing have their pages. */
  function beamer(topic) {
    const tool = el(
      "div",
      { class: "rl-form rl-beamer-tools" },
      whole() ? quiet(t("Esc leaves the whole screen")) : button("F", t("On the whole screen"), goWhole),
    );
    return [...beamerPage(topic), tool];
  }

  function beamerPage(topic) {
    if (view.clock.running && view.clock.at === "opening") return openingBeamer();
    if (view.clock.running && view.clock.at === "confirm") return confirmBeamer();
    if (view.clock.running && view.clock.at === "closing") return closingBeamer();
    const says = (side) => topic.quotes.filter((one) => one.side === side).map((one) => el("blockquote", {}, `“${one.words}”`));
    const card = topic.card;
    return [
      el("p", { class: "rl-beamer-title" }, sign(topic.family), topic.title),
      el("p", { class: "rl-beamer-claim" }, card.claim),
      card.verdict ? el("p", {}, card.verdict) : null,
      el("div", { class: "rl-sides" },
        el("div", {}, section(t("Some say"), says("says_so")), section(t("+ Speaks for it"), card.supports.slice(0, 3).map(point))),
        el("div", {}, section(t("Others say"), says("sees_otherwise")), section(t("− Speaks against it"), card.against.slice(0, 3).map(point))),
      ),
      section(t("? Not known"), card.unknown.slice(0, 2).map((one) => el("p", {}, one))),
      quiet(card.as_of ? t("as of {day}", { day: card.as_of }) : ""),
    ];
  }

  // The beamer has the whole screen, or where the browser does not give it, the whole window.
  const whole = () => desk.root.classList.contains("rl-whole");

  function goWhole() {
    turn("beamer");
    desk.root.classList.add("rl-whole");
    desk.root.requestFullscreen?.().catch(() => {});
    draw();
  }

  function leaveWhole() {
    if (!whole()) return;
    desk.root.classList.remove("rl-whole");
    if (document.fullscreenElement === desk.root) document.exitFullscreen();
    draw();
  }

  desk.root.addEventListener("fullscreenchange", () => document.fullscreenElement || leaveWhole());
  keymap.set("F", () => (whole() ? leaveWhole() : goWhole()));
  keymap.set("Escape", leaveWhole);

  // ----------------------------------------------------------------------------- the board
  function form(kind, fields, more = {}, label = t("Add")) {
    const made = fields.map(([name, title, value, type]) => {
      const kept = ["form", kind, kind === "answer" ? more.topic : more.type, name].join(" ");
      const look = { type: type || "text", class: "rl-text", value: value ?? "", placeholder: title, "aria-label": title };
      return el("input", { ...look, "data-name": name, "data-kept": kept });
    });
    const box = el("div", { class: "rl-form", "data-kind": kind }, ...made, button("", label, () => box.say()));
    box.say = () => {
      const said = Object.fromEntries(made.map((one) => [one.dataset.name, one.value]));
      carrying(made, () => send("add", { kind, ...more, ...said }));
      made[0].focus();
    };
    return box;
  }

  const off = (id) => el("button", { type: "button", class: "rl-off", "aria-label": t("Take off"), onclick: () => send("remove", { key: id }) }, "×");

  function dots(id, votes) {
    return el(
      "span",
      { class: "rl-dots" },
      el("button", { type: "button", class: "rl-dot", "aria-label": t("One dot less"), onclick: () => send("vote", { key: id, by: -1 }) }, "−"),
      el("span", { "aria-label": t("Dots") }, `● ${votes}`),
      el("button", { type: "button", class: "rl-dot", "aria-label": t("One dot more"), onclick: () => send("vote", { key: id, by: 1 }) }, "+"),
    );
  }

  const sort = (one, group) => (group ? send("change", { key: one.note_id, group }) : send("ungroup", { key: one.note_id }));

  /** The notes of a group are marked on the wall, and the first of them comes into sight. */
  function pointOut(group) {
    pointed = pointed === group.group_id ? "" : group.group_id;
    draw();
    work.querySelector(".rl-note.rl-pointed")?.scrollIntoView({ block: "nearest" });
  }

  function note(one) {
    const groups = [["", t("no group")], ...view.record.groups.map((group) => [group.group_id, group.title])];
    return el(
      "li",
      { class: pointed && one.group_id === pointed ? "rl-note rl-pointed" : "rl-note" },
      el("p", {}, one.words),
      el(
        "div",
        { class: "rl-note-tools" },
        dots(one.note_id, one.votes),
        groups.length > 1
          ? menu(t("Group"), groups, one.group_id, (value) => sort(one, value), "rl-group")
          : null,
        off(one.note_id),
      ),
    );
  }

  function column([letter, type, title]) {
    const own = view.record.notes.filter((one) => one.type === type);
    return el(
      "section",
      { class: "rl-column" },
      el("p", { class: "rl-family-name" }, `${t(title)} (${own.length})`),
      type === noteType && !view.record.notes.length
        ? el("p", { class: "rl-quiet" }, t("Type a point above; Enter keeps it."))
        : null,
      el("ul", { class: "rl-notes", tabindex: "0", "aria-label": t(title) }, ...own.map(note)),
    );
  }

  function writing() {
    const types = NOTE_TYPES.map(([letter, type, title]) => {
      const made = button(letter, t(type), () => startNote(type));
      press(made, type === noteType);
      return made;
    });
    const field = el("input", {
      type: "text",
      class: "rl-text rl-note-field",
      "data-kept": "note",
      placeholder: t("One point, without names; Enter keeps it"),
      "aria-label": t("New note"),
    });
    return el("div", { class: "rl-form rl-writing" }, ...types, field);
  }

  function startNote(type) {
    noteType = type;
    if (mode !== "board") mode = "board";
    draw();
    work.querySelector(".rl-note-field")?.focus();
  }

  function board() {
    return [
      writing(),
      el("div", { class: "rl-wall" }, ...NOTE_TYPES.map(column)),
      el(
        "div",
        { class: "rl-groups" },
        el("p", { class: "rl-family-name" }, t("Groups, as the group sorted them")),
        ...view.record.groups.map((one) =>
          el("p", { class: "rl-group-row" }, el("strong", {}, one.title), groupNotes(one), dots(one.group_id, one.votes), off(one.group_id)),
        ),
        form("group", [["text", t("Name of a group"), ""]]),
      ),
    ];
  }

  function groupNotes(one) {
    const shown = { type: "button", class: "rl-way", "aria-pressed": String(pointed === one.group_id), onclick: () => pointOut(one) };
    const count = many(one.note_ids.length, "{n} note", "{n} notes");
    return one.note_ids.length ? el("button", shown, count) : quiet(count);
  }

  function entry(id, head, details) {
    return el("p", { class: "rl-decision" }, el("strong", {}, head), quiet(` ${joined(details)}`), off(id));
  }

  function boardAside() {
    const record = view.record;
    const topic = view.topic;
    return [
      section(t("Course of the session"), view.slots.map(showSlot)),
      topic ? section(t("Answers of the decision makers"), quiet(topic.title), answers(topic)) : null,
      section(t("Dots for topics"), view.topics.filter((one) => one.place === "session").map((one) =>
        el("p", { class: "rl-group-row" }, el("span", {}, one.title), dots(one.theme_id, one.votes)),
      )),
      section(t("Not heard yet, by role"), view.roles.filter((one) => !one.here).map(roleRow)),
      section(t("Heard in the room"), view.roles.filter((one) => one.here).map(roleRow)),
      section(
        t("Decided, and who does what by when"),
        record.agreed.map((one) => entry(one.agreed_id, one.text, [one.owner, one.due])),
        form("agreed", [["text", t("What"), ""], ["owner", t("Owner"), ""], ["due", t("Due"), "", "date"]], { type: "action", topic: topic?.theme_id ?? "" }),
        form("agreed", [["text", t("A decision"), ""]], { type: "decision", topic: topic?.theme_id ?? "" }),
      ),
      section(
        t("Parking lot"),
        record.parked.map((one) => entry(one.parked_id, one.text, [one.owner || t("no owner yet"), one.return_on || t("no date yet")])),
        form("parked", [["text", t("What"), ""], ["owner", t("Owner"), ""], ["return_on", t("Back on"), "", "date"]]),
      ),
    ];
  }

  function roleRow(one) {
    const before = t("{n} of {of} before", { n: one.before, of: one.of });
    return el(
      "p",
      { class: "rl-group-row" },
      el("span", {}, one.role),
      quiet(joined(before, one.unheard && t("hardly heard so far"))),
      el("button", { type: "button", class: "rl-dot", "aria-label": t("{role} has spoken", { role: one.role }), onclick: () => send("heard", { role: one.role }) }, one.here ? `${one.here} +` : "+"),
    );
  }

  // ----------------------------------------------------------------------------- the recap
  function recap() {
    return [
      el(
        "div",
        { class: "rl-form" },
        ...AUDIENCES.map(([value, label]) =>
          el(
            "button",
            {
              type: "button",
              class: "rl-button",
              "aria-pressed": String(view.audience === value),
              onclick: () => send("recap", { audience: value }),
            },
            t(label),
          ),
        ),
        button("", t("Write as Word, PDF and text files"), () => send("recap_files")),
      ),
      view.recap_files.length ? writtenFiles(send, view.recap_files) : null,
      el("p", { class: "rl-quiet" }, t("The recap is written in the language of this screen.")),
      el("pre", { class: "rl-mail", tabindex: "0", "aria-label": t("Text for a mail") }, view.recap || quiet(t("The recap is being written."))),
      form("news", [
        ["text", t("News that went out"), ""],
        ["group", t("To which department, or everybody"), t("everybody")],
        ["told_on", t("On"), "", "date"],
      ], {}, t("Note it")),
    ];
  }

  // ------------------------------------------------------------------------------- drawing
  function typed() {
    const field = work.contains(document.activeElement) || aside.contains(document.activeElement) ? document.activeElement : null;
    if (!field?.matches("input, textarea")) return null;
    const name = field.classList.contains("rl-note-field") ? ".rl-note-field" : null;
    return { name };
  }

  function draw() {
    const topic = view.topic;
    const had = typed();
    const scrolled = aside.scrollTop;
    for (const [name, one] of Object.entries(modes)) press(one, name === mode);
    desk.body.dataset.mode = mode;
    list.element.hidden = mode === "board" || mode === "beamer";
    aside.hidden = mode === "beamer" || mode === "recap";
    desk.root.classList.toggle("rl-at-beamer", mode === "beamer");
    if (mode === "agenda") {
      fill(work, ...agenda(topic));
      fill(aside, ...agendaAside(topic));
    } else if (mode === "board") {
      fill(work, ...board());
      fill(aside, ...boardAside());
    } else fill(work, ...(mode === "beamer" ? beamer(topic) : recap()));
    if (had?.name) work.querySelector(had.name)?.focus();
    aside.scrollTop = scrolled;
  }

  function tick() {
    const now = view.clock;
    goOn.lastChild.textContent = now.ended ? t("Ended") : now.running ? t("Next topic") : t("Begin");
    goOn.disabled = now.ended;
    if (now.seconds == null) {
      clock.textContent = now.ended ? t("{n} min in all", { n: Math.round((now.whole ?? 0) / 60) }) : "";
      return;
    }
    const seconds = now.seconds + Math.floor((Date.now() - view.shownAt) / 1000);
    const slot = view.slots.find((one) => (one.theme_id || one.kind) === now.at);
    const left = (slot?.minutes ?? 0) * 60 - seconds;
    const shown = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
    clock.textContent = left >= 0 ? t("{time} left", { time: shown }) : t("{time} over", { time: shown });
    clock.classList.toggle("rl-over", left < 0);
  }

  /** How much is planned; while the clock runs, what is left matters alone. */
  function showSize() {
    const inside = view.topics.filter((one) => one.place === "session").length;
    const elsewhere = view.topics.length - inside;
    fill(
      desk.tally,
      ...(view.clock.running || !view.topics.length
        ? []
        : [
            behind("session", many(inside, "{n} topic in the session", "{n} topics in the session")),
            ...(elsewhere ? [" · ", behind("elsewhere", t("{n} told, confirmed or parked", { n: elsewhere }))] : []),
            quiet(" · ", t("{n} min", { n: view.minutes })),
          ]),
    );
  }

  function show(message) {
    const ran = view?.clock.running;
    view = message.view;
    view.shownAt = Date.now();
    if (ran && view.clock.ended) {
      // The day ends in the recap.
      mode = "recap";
      send("recap", { audience: "participants" });
    }
    desk.show(view);
    showSize();
    desk.showEmpty(
      view.topic ? "" : t("No topics yet: they come from themes. Read a folder with answers or conversations first."),
    );
    tick();
    if (!view.topic) return;
    if (view.current !== shownTopic) {
      shownTopic = view.current;
      wording = "";
    }
    list.show({ rows: view.topics, position: view.topics.findIndex((one) => one.theme_id === view.current) });
    draw();
  }

  // ---------------------------------------------------------------------------------- keys
  function inField(event) {
    const field = event.target;
    if (event.key === "Escape") {
      leaveWhole();
      wording = "";
      draw();
      rest();
      return true;
    }
    if (event.key !== "Enter" || event.shiftKey) return false;
    if (field.classList.contains("rl-note-field")) {
      const more = { kind: "note", type: noteType, text: field.value, topic: view.clock.running ? view.current : "" };
      carrying([field], () => send("add", more));
      // The next note may be typed before this one is answered.
      field.select();
      return true;
    }
    if (field.dataset.field) keep(field);
    else if (field.classList.contains("rl-minutes")) field.blur();
    else field.closest("[data-kind]")?.say?.();
    return true;
  }

  for (const [letter, type] of NOTE_TYPES) keymap.set(letter, () => startNote(type));
  keymap.set("j", () => send("next"));
  keymap.set("k", () => send("previous"));
  keymap.set("[", () => send("move", { by: -1 }));
  keymap.set("]", () => send("move", { by: 1 }));
  keymap.set("a", () => turn("agenda"));
  keymap.set("b", () => turn("board"));
  keymap.set("f", () => turn("beamer"));
  keymap.set("r", () => turn("recap"));
  keymap.set("n", () => send("go_on"));
  keymap.set("u", () => send("undo"));

  ticking = setInterval(() => {
    if (!desk.root.isConnected) clearInterval(ticking);
    else if (view?.clock.running) tick();
  }, 1000);
  return show;
}

export default { render: screen(buildSession) };
