// Intake: a folder as it was received, what each file was taken for, and what a person says of it.

const PIECE = 512 * 1024;

function buildIntake(model, host, words) {
  let view;
  let waiting = 0;
  const desk = frame(model, host, {
    name: "intake",
    title: t("Files"),
    label: t("Files of the review"),
    keys: [
      ["j k", "next, previous file"],
      ["f", "choose a folder"],
      ["r", "run the review"],
    ],
    inField: (event) => {
      if (event.target !== folder || event.key !== "Enter") return false;
      send("choose", { folder: folder.value });
      desk.rest();
      return true;
    },
  });
  const { send, button, keymap } = desk;

  // ------------------------------------------------------------------------ choosing, dropping
  const folder = el("input", {
    type: "text",
    class: "rl-text",
    placeholder: t("Path of a folder on this machine"),
    "aria-label": t("Path of a folder on this machine"),
  });
  const from = el("p", { class: "rl-quiet" });
  const picker = el("input", {
    type: "file",
    multiple: true,
    webkitdirectory: true,
    class: "rl-picker",
    tabindex: "-1",
    "aria-label": t("Choose a folder"),
    onchange: () => upload([...picker.files].map((file) => [file.webkitRelativePath || file.name, file])),
  });
  const choosing = el(
    "section",
    { class: "rl-drop", "aria-label": t("Choose a folder") },
    el("p", { class: "rl-family-name" }, t("The folder as you received it")),
    el("p", { class: "rl-quiet" }, t("Drop it here, choose it, or write its path. Nothing leaves this machine.")),
    el("div", { class: "rl-form" }, folder, button("", t("Read"), () => send("choose", { folder: folder.value }))),
    button("f", t("Choose a folder"), () => picker.click()),
    picker,
    from,
  );

  async function upload(files) {
    if (!files.length) return;
    send("begin_drop");
    for (const [name, file] of files) {
      // An empty file is a file too.
      for (let place = 0; place === 0 || place < file.size; place += PIECE) {
        const piece = await file.slice(place, place + PIECE).arrayBuffer();
        send("piece", { name }, [piece]);
      }
    }
    send("end_drop");
  }

  /** All files below what was dropped, as [path, file]. */
  async function below(entry, path = "") {
    const name = `${path}${entry.name}`;
    if (entry.isFile) return [[name, await new Promise((done, fail) => entry.file(done, fail))]];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      for (const one of some) found.push(...(await below(one, `${name}/`)));
    }
  }

  desk.root.addEventListener("dragover", (event) => {
    event.preventDefault();
    desk.root.classList.add("rl-over");
  });
  desk.root.addEventListener("dragleave", () => desk.root.classList.remove("rl-over"));
  desk.root.addEventListener("drop", async (event) => {
    event.preventDefault();
    desk.root.classList.remove("rl-over");
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
    const found = (await Promise.all(entries.map((one) => below(one)))).flat();
    await upload(found);
  });

  // ---------------------------------------------------------------------------------- the frame
  const list = virtualList({
    label: t("Files"),
    height: 76,
    pick: (line) => {
      send("go", { file: line.file });
      desk.rest();
    },
    row: (line) => [
      el("span", { class: "rl-line-words rl-file-name" }, line.file),
      el(
        "span",
        { class: "rl-line-code" },
        el("span", {}, joined(t(line.kind), t("{n} kept", { n: line.kept }), line.set_aside && t("{n} aside", { n: line.set_aside }))),
        line.problem
          ? el("span", { class: "rl-state rl-at-look" }, `! ${t("look")}`)
          : line.mine
            ? el("span", { class: "rl-state" }, `✎ ${t("yours")}`)
            : null,
      ),
    ],
  });
  const work = el("div", { class: "rl-work rl-file", tabindex: "0", role: "group", "aria-label": t("The file") });
  const running = el("div", { class: "rl-running", hidden: true });
  const matches = el("div", { class: "rl-matches" });
  const sums = el("div", {});
  const aside = el(
    "aside",
    { class: "rl-evidence", tabindex: "0", "aria-label": t("Folder, sums and names") },
    running,
    choosing,
    sums,
    matches,
  );
  desk.body.append(list.element, work, aside);

  // ---------------------------------------------------------------------------------- one file
  const choice = (label, name, options, value) =>
    el(
      "label",
      { class: "rl-choice" },
      el("span", {}, label),
      menu(label, options, value, (chosen) => send("correct", { field: name, value: chosen })),
    );

  function showColumns(card) {
    if (!card.columns.length) return null;
    const roles = (value) => [...new Set([value, ...card.roles])].map((one) => [one, view.role_words[one] ?? one]);
    const row = (column) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, column.name),
        el(
          "td",
          {},
          menu(t("What “{name}” is", { name: column.name }), roles(column.role), column.role, (role) =>
            send("column", { name: column.name, role }),
          ),
        ),
        el(
          "td",
          { class: "rl-quiet" },
          column.mine ? `✎ ${t("yours")}` : column.confidence < 0.995 ? t("{n} sure", { n: percent(column.confidence) }) : "",
        ),
      );
    return section(
      t("What its columns are"),
      el("table", { class: "rl-table rl-columns" }, el("tbody", {}, ...card.columns.map(row))),
    );
  }

  function showFile(card) {
    const { line } = card;
    const place = work.scrollTop;
    fill(
      work,
      el("p", { class: "rl-theme-title" }, line.file),
      el("p", { class: "rl-quiet" }, joined(line.format, card.days)),
      card.problem ? el("p", { class: "rl-problem", role: "note" }, `! ${card.problem}`) : null,
      el(
        "p",
        { class: "rl-sums" },
        t("{in} rows read = {kept} kept + {aside} set aside", { in: line.rows_in, kept: line.kept, aside: line.set_aside }),
      ),
      el(
        "div",
        { class: "rl-choices" },
        choice(t("This file is"), "kind", view.kinds.map((one) => [one, t(one)]), line.kind),
        choice(t("Said"), "wave", [["", t("unknown when")], ["before", t("before launch")], ["after", t("after launch")]], card.wave),
        choice(t("Read it"), "skip", [["no", t("yes")], ["yes", t("no, leave it out")]], card.skip ? "yes" : "no"),
        card.speaks
          ? choice(
              card.assumed ? t("Promised (assumed)") : t("Promised"),
              "attribution",
              ["anonymous", "confidential", "attributable"].map((one) => [one, t(one)]),
              card.attribution,
            )
          : null,
        card.speaks
          ? choice(
              card.assumed ? t("Quotes (assumed)") : t("Quotes"),
              "quotes",
              ["none", "redacted", "named"].map((one) => [one, t(`quotes ${one}`)]),
              card.quotes,
            )
          : null,
      ),
      section(
        t("Set aside, and why"),
        card.set_aside.map((one) => el("p", {}, `${one.rows} × ${one.reason}`, one.where ? quiet(` (${one.where})`) : null)),
      ),
      section(t("Remarks"), card.notes.map((note) => el("p", {}, note))),
      showColumns(card),
    );
    work.scrollTop = place;
  }

  // ------------------------------------------------------------------------------ names in doubt
  function showMatch(one) {
    const state = one.decided == null ? "open" : "confirmed";
    const pick = (person, label, share) =>
      el(
        "button",
        {
          type: "button",
          class: "rl-button rl-candidate",
          "aria-pressed": one.decided === person ? "true" : "false",
          onclick: () => send("match", { match: one.match_id, person }),
        },
        el("span", { class: "rl-label" }, label),
        share == null ? null : quiet(t("{n} alike", { n: percent(share) })),
      );
    return el(
      "div",
      { class: "rl-match", role: "group", "aria-label": t("Who is meant in {file}", { file: one.file }) },
      el("p", {}, one.said ? el("strong", {}, `“${one.said}”`) : t("A name"), quiet(` ${t("in {file}", { file: one.file })}`)),
      stateMark(state, one.decided == null ? "" : "decided"),
      ...one.candidates.map((each) => pick(each.person_id, each.label, each.likeness)),
      pick("", t("nobody of the list"), null),
    );
  }

  function showMatches() {
    const open = view.doubtful.filter((one) => one.decided == null).length;
    const lock = view.unlocked
      ? button("", t("Hide the names"), () => send("lock"))
      : button("", t("Show the names"), () => send("unlock"));
    fill(
      matches,
      view.doubtful.length
        ? section(
            t("Names that wait for you ({n})", { n: open }),
            el("p", { class: "rl-quiet" }, view.unlocked ? t("Unlocked: real names are on this screen.") : t("Whoever is meant is shown by pseudonym.")),
            lock,
            ...view.doubtful.map(showMatch),
          )
        : null,
    );
    desk.root.classList.toggle("rl-unlocked", view.unlocked);
  }

  // ------------------------------------------------------------------------------------- a view
  function showRunning() {
    const { name, room, text, share } = view.work;
    running.hidden = !name && !view.needs_run;
    if (name) {
      fill(
        running,
        el("p", { class: "rl-next-label", role: "status" }, name === "read" ? t("Reading the files") : t("Running: {room}", { room: t(room || "beginning") })),
        el("progress", { class: "rl-bar rl-bar-wide", max: 1, value: share, "aria-label": t("Running") }),
        el("p", { class: "rl-quiet" }, text),
        button("", t("Stop"), () => send("stop")),
      );
      clearTimeout(waiting);
      waiting = setTimeout(() => host.isConnected && send("tick"), 400);
    } else if (view.needs_run) {
      fill(
        running,
        el("p", {}, t("What you see here is not in the review yet.")),
        button("r", t("Run the review"), () => send("run"), "rl-primary"),
      );
    }
  }

  keymap.set("j", () => send("next"));
  keymap.set("k", () => send("previous"));
  keymap.set("f", () => folder.focus());
  keymap.set("r", () => view && !view.work.name && view.folder && send("run"));

  return (message) => {
    view = message.view;
    desk.show(view);
    const { card, tally } = view;
    const problems = tally.problems ? `, ${many(tally.problems, "{n} with a problem", "{n} with a problem each")}` : "";
    desk.progress(0, 1, tally.files ? `${many(tally.files, "{n} file", "{n} files")}${problems}` : "");
    desk.body.classList.toggle("rl-bare", !card);
    list.element.hidden = work.hidden = !card;
    from.textContent = view.folder ? t("Read from …/{folder}", { folder: view.folder.split(/[\\/]/).slice(-2).join("/") }) : "";
    showRunning();
    showMatches();
    fill(
      sums,
      section(
        t("All files"),
        tally.files
          ? [el("p", {}, t("{in} rows read = {kept} kept + {aside} set aside", { in: tally.rows_in, kept: tally.kept, aside: tally.set_aside }))]
          : [el("p", { class: "rl-quiet" }, t("Exports of surveys, transcripts, notes, the staff list, usage, training and ticket extracts: what each is, is found out. You correct what is wrong."))],
      ),
    );
    if (!card) return;
    list.show({ rows: view.lines, position: view.lines.findIndex((one) => one.file === card.line.file) });
    showFile(card);
  };
}

export default { render: screen(buildIntake) };
