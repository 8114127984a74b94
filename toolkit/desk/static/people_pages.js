// The wide pages of people that are lists: who was heard, who is invited, with whom it starts.

const GAPS = { "": "✓", thin: "◔", "nobody heard": "✗", "nobody heard who stands there": "✗" };
const DIMENSIONS = [["department", "By department"], ["location", "By location"], ["level", "By level"], ["role", "By role"], ["stance", "By stance"]];
const WISHES = [["", "as balanced"], ["in", "in any case"], ["out", "not this time"]];
const HELPS = [["", "as suggested"], ["yes", "yes"], ["no", "no"]];

/** A table whose cells are text or elements; the last columns may be numbers. */
const grid = (head, rows, look = "") =>
  el(
    "table",
    { class: `rl-table ${look}` },
    el("thead", {}, el("tr", {}, ...head.map((cell) => el("th", { scope: "col" }, t(cell))))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((cell) => el("td", {}, cell ?? ""))))),
  );

/** One group: how many of it were heard, as a bar and in numbers; a hole has a sign and a word. */
const groupRow = (desk) => (one) =>
  el(
    "div",
    { class: `rl-group ${one.gap ? "rl-gap" : ""}` },
    el("span", { class: "rl-cut", title: one.value }, t(one.value)),
    meter(one.people ? one.heard / one.people : 0),
    el(
      "span",
      { class: "rl-sum" },
      desk.behind(one.spoke, String(one.heard), joined(t(one.value), t("heard"))),
      " / ",
      desk.behind(one.members, String(one.people), t(one.value)),
    ),
    el("span", { class: one.gap ? "rl-late" : "rl-quiet" }, `${GAPS[one.gap] ?? ""} ${one.gap ? t(one.gap) : ""}`),
  );

function heardPage(view, desk) {
  const page = view.heard;
  const groups = DIMENSIONS.map(([dimension, name]) => {
    const rows = page.groups.filter((one) => one.dimension === dimension);
    return rows.length ? section(t(name), el("div", { class: "rl-groups" }, ...rows.map(groupRow(desk)))) : null;
  });
  const fresh = page.talks.filter((one) => one.new).length;
  return [
    el(
      "div",
      { class: "rl-columns" },
      section(
        t("Whom to meet next"),
        page.meetings.length
          ? el(
              "ol",
              { class: "rl-named" },
              ...page.meetings.map((one) =>
                el("li", {}, desk.person(one.person_id), quiet(` ${one.who}`), el("p", {}, one.why)),
              ),
            )
          : quiet(t("Everybody in scope has been heard.")),
      ),
      section(
        t("Do talks still bring anything new?"),
        el(
          "p",
          {},
          page.saturated
            ? t("The last three talks brought no cause that was not known: enough.")
            : page.talks.length
              ? t("Still new: {n} of {m} talks brought a cause that nobody had named before.", { n: fresh, m: page.talks.length })
              : t("No interview or note has been read yet."),
        ),
        page.talks.length
          ? grid(
              ["Talk", "On", "Causes", "of these new", "Themes", "of these new"],
              page.talks.map((one, n) => [one.name || t("Talk {n}", { n: n + 1 }), one.on, ...[one.causes, one.new, one.themes, one.new_themes].map(String)]),
            )
          : null,
      ),
    ),
    el("div", { class: "rl-pictures" }, ...view.pictures.map(desk.figure)),
    el("div", { class: "rl-columns rl-coverage" }, ...groups.filter(Boolean)),
    section(
      t("Every role in every place, the silent ones first"),
      grid(
        ["Who", "People", "Heard", "Stances"],
        page.cells.map((one) => [
          one.who,
          desk.behind(one.members, String(one.people), one.who),
          one.heard ? desk.behind(one.spoke, String(one.heard), joined(one.who, t("heard"))) : el("span", { class: "rl-late" }, `✗ ${t("nobody heard")}`),
          one.stances,
        ]),
        "rl-cells",
      ),
      page.more_cells ? quiet(t("and {n} more", { n: page.more_cells })) : null,
    ),
  ];
}

function invitedPage(view, desk) {
  const page = view.invited;
  const wish = (one) =>
    menu(
      t("Wish for {person}", { person: one.person_id }),
      WISHES.map(([code, word]) => [code, t(word)]),
      one.wish,
      (value) => desk.send("seat", { person: one.person_id, value }),
    );
  const row = (one) => [
    one.seat ? String(one.seat) : "–",
    el(
      "span",
      {},
      one.stance ? el("span", { class: `rl-stance rl-of-${one.stance}`, "aria-hidden": "true" }, one.sign) : null,
      desk.person(one.person_id),
      quiet(` ${one.who}`),
    ),
    one.why,
    wish(one),
  ];
  const others = el("input", {
    type: "text",
    class: "rl-text",
    placeholder: t("Pseudonym of somebody else"),
    "aria-label": t("Pseudonym of somebody else"),
  });
  const add = () => others.value.trim() && desk.send("seat", { person: others.value.trim(), value: "in" });
  return [
    section(
      t("What this list could not keep"),
      page.broken.length
        ? page.broken.map((one) => el("p", { class: "rl-late" }, `! ${one}`))
        : el("p", {}, `✓ ${view.judges ? t("Every department, location and level is there; critics, friends and people not heard yet are in balance; nobody sits there with the own boss alone.") : t("Every department, location and level is there, as there are people; nobody sits there with the own boss alone.")}`),
      page.price.length ? el("p", {}, `${t("Without the wishes by hand this could be kept")}: ${page.price.join("; ")}`) : null,
      page.instead.length ? el("p", {}, t("Gave up a seat for them"), ": ", ...spaced(page.instead.map(desk.person))) : null,
    ),
    section(
      t("Invited to the review session ({n})", { n: page.seats.length }),
      grid(["Seat", "Who", "Because", "By hand"], page.seats.map(row), "rl-seats"),
      el("div", { class: "rl-form" }, others, desk.button("", t("Invite in any case"), add)),
      view.own ? ownForm(desk.desk, view, view.own) : null,
    ),
    page.out.length ? section(t("Not this time"), grid(["Seat", "Who", "Because", "By hand"], page.out.map(row), "rl-seats")) : null,
  ];
}

const spaced = (parts) => parts.flatMap((one, n) => (n ? [", ", one] : [one]));

function startPage(view, desk) {
  const page = view.start;
  const named = (rows) =>
    rows.map((one) => el("p", {}, desk.person(one.person_id), quiet(` ${one.who}`), one.why ? ` — ${one.why}` : ""));
  const used = page.states.filter((state) => page.use.some((one) => one.states[state]));
  const helper = (one) =>
    menu(
      t("Helps others: {person}", { person: one.person_id }),
      HELPS.map(([code, word]) => [code, t(word)]),
      one.named ? "yes" : "",
      (value) => desk.send("helper", { person: one.person_id, value }),
    );
  const owner = (one) =>
    menu(
      t("Owner of {title}", { title: one.title }),
      [["", t("nobody yet")], ...owners(one).map((who) => [who, view.names[who] || who])],
      one.owner_id,
      (person) => desk.send("own", { theme: one.theme_id, person }),
    );
  const owners = (one) => [...new Set([one.owner_id, ...one.candidates.map((each) => each.person_id)])].filter(Boolean);
  return [
    section(
      t("First users: positive, and respected by peers"),
      page.firsts.length
        ? grid(
            ["Department and level", "Starts with", "Where nobody is both"],
            page.firsts.map((one) => [
              one.group,
              el("span", {}, ...spaced(one.chosen.map(desk.person))),
              el("div", {}, one.chosen.length ? null : el("p", { class: "rl-quiet" }, one.note), named(one.nearest)),
            ]),
            "rl-firsts",
          )
        : quiet(t("Nobody is judged, so nobody is suggested.")),
    ),
    section(
      t("Power users, and whom each would help"),
      page.helpers.length
        ? grid(
            ["Who", "Because", "Would help", "Helps others"],
            page.helpers.map((one) => [
              el("span", {}, desk.person(one.person_id), quiet(` ${one.who}`)),
              one.why,
              one.helped.length ? el("div", {}, named(one.helped)) : quiet(t("nobody near needs it")),
              helper(one),
            ]),
            "rl-helpers",
          )
        : quiet(t("Nobody stands out by use and by being asked.")),
    ),
    page.silence
      ? section(
          t("What silence leaves open"),
          el("p", {}, page.silence.says),
          grid(
            ["Who", "Because"],
            page.silence.ranked.map(([who, where, why]) => [el("span", {}, desk.person(who), quiet(` ${where}`)), why]),
            "rl-silence",
          ),
        )
      : null,
    section(
      t("Data that want an owner"),
      page.data.length
        ? grid(
            ["Data", "People", "Sales administrators who could own it", "Owner"],
            page.data.map((one) => [
              el("span", {}, el("strong", {}, `${one.theme_id} `), one.title, quiet(` ${one.departments}`)),
              String(one.people),
              one.candidates.length ? el("div", {}, named(one.candidates)) : quiet(one.note),
              owner(one),
            ]),
            "rl-data",
          )
        : quiet(t("Nobody complains of data, after the facts.")),
    ),
    section(
      t("Use by department"),
      grid(
        ["Group", "People", ...used.map((state) => state.replaceAll("_", " ")), "keeps an own list", ...(page.priced ? ["licences never opened, a year"] : [])],
        page.use.map((one) => [
          one.dimension ? one.value : el("strong", {}, one.value),
          desk.behind(one.members[""], String(one.people), t(one.value)),
          ...used.map((state) => (one.states[state] ? desk.behind(one.members[state] ?? [], String(one.states[state]), joined(t(one.value), t(state.replaceAll("_", " ")))) : "")),
          String(one.reverted || ""),
          ...(page.priced ? [one.cost] : []),
        ]),
        "rl-use",
      ),
      page.priced ? null : el("p", { class: "rl-quiet" }, t("What unused licences cost is told once there is a price.")),
      view.own ? ownForm(desk.desk, view, view.own) : null,
      el("p", {}, page.late),
    ),
  ];
}
