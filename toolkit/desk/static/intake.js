// Intake: a folder as it was received, what each file was taken for, and what a person says of it.

/** Why files no longer go up: a person stopped it, or the desk refused one. */
const LEFT = new Error("left");

function buildIntake(model, host, words) {
  let view;
  let waiting = 0;
  const desk = frame(model, host, {
    name: "intake",
    title: t("Files"),
    label: t("Files of the review"),
    keys: [
      ["j k", "next, previous"],
      ["a", "files"],
      ["m", "what is masked"],
      ["p", "the project"],
      ["f", "choose a folder"],
      ["r", "run the review"],
    ],
    inField: (event) => {
      if (event.key === "Enter" && event.target.matches(".rl-own input")) {
        desk.rest();
        return true;
      }
      if (event.target !== folder || event.key !== "Enter") return false;
      send("choose", { folder: folder.value });
      desk.rest();
      return true;
    },
  });
  const { send, button, keymap } = desk;
  const nav = pageTabs(desk, INTAKE_PAGES);
  const lock = nameLock(desk);
  nav.element.append(el("span", { class: "rl-space" }), lock.element);

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
    onchange: () => {
      upload([...picker.files].map((file) => [file.webkitRelativePath || file.name, file]));
      // The same folder may be chosen again.
      picker.value = "";
    },
  });
  const choosing = el(
    "section",
    { class: "rl-drop", "aria-label": t("Choose a folder") },
    el("p", { class: "rl-family-name" }, t("The folder as you received it")),
    el("p", { class: "rl-quiet" }, t("Drop it here, choose it, or write its path. Nothing leaves this machine.")),
    folder,
    el(
      "div",
      { class: "rl-form" },
      button("", t("Read"), () => send("choose", { folder: folder.value })),
      button("f", t("Choose a folder"), () => picker.click()),
    ),
    picker,
    from,
  );

  /** What is on its way: how much of how much, and what the desk's next answer is waited for by. */
  let arriving = null;
  const heard = model.heard;
  model.heard = (said) => {
    heard(said);
    if (!arriving) return;
    if (said.taken || said.arrives) arriving.answer?.(true);
    else if (arriving.begun) arriving.answer?.(false);
  };
  /** Send, and wait until it was taken: then the bar is right, and nothing piles up on the way. */
  const taken = (action, more = {}, buffers = undefined) =>
    new Promise((done) => {
      arriving.answer = done;
      send(action, more, buffers);
    });

  async function upload(files) {
    if (!files.length || arriving) return;
    arriving = { done: 0, of: files.reduce((sum, [, file]) => sum + file.size, 0), files: files.length, stop: false };
    try {
      arriving.begun = await taken("begin_drop");
      if (!arriving.begun) throw LEFT;
      for (const [name, file] of files) await inPieces(file, (piece) => sendPiece(name, piece));
      arriving = null;
      send("end_drop");
    } catch (reason) {
      // Stopped, refused with a reason that stands on the screen, or a file that cannot be read.
      const { stop } = arriving;
      arriving = null;
      if (stop) send("leave_drop");
      else if (reason !== LEFT) send("leave_drop", { unread: true });
    }
  }

  async function sendPiece(name, piece) {
    if (arriving.stop || !(await taken("piece", { name }, [piece]))) throw LEFT;
    arriving.done += piece.byteLength;
    showArriving();
  }

  const millions = (bytes) => number(bytes / 1e6, 1);
  function showArriving() {
    const { done, of, files } = arriving;
    const words = joined(t("{done} of {of} MB", { done: millions(done), of: millions(of) }), many(files, "{n} file", "{n} files"));
    onTheirWay.progress(of ? done / of : 1, words);
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
    // What is dropped is empty once this function has waited, so it is read at once.
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
    const alone = [...event.dataTransfer.files].map((file) => [file.name, file]);
    const found = (await Promise.all(entries.map((one) => below(one)))).flat();
    await upload(found.length ? found : alone);
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
      el("span", { class: "rl-line-words rl-file-name" }, ...breakable(line.file)),
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
  const atWork = workBox(running, button, t("Running"), () => send("stop"));
  const onTheirWay = workBox(running, button, t("Files arrive"), () => {
    if (!arriving) return;
    arriving.stop = true;
    arriving.answer?.(false);
  });
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
  const masked = maskedPage(desk);
  const project = el("div", { class: "rl-page", tabindex: "0", role: "region", "aria-label": t("The project") });
  const parts = { files: [list.element, work, aside], masked: masked.elements, project: [project] };
  desk.body.append(...Object.values(parts).flat());

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
      el("p", { class: "rl-theme-title" }, ...breakable(line.file)),
      el("p", { class: "rl-quiet" }, joined(line.format, card.days)),
      card.problem ? el("p", { class: "rl-problem", role: "note" }, `! ${card.problem}`) : null,
      el(
        "p",
        { class: "rl-sums" },
        t("{in} rows read = {kept} kept + {aside} set aside", { in: line.rows_in, kept: line.kept, aside: line.set_aside }),
        " ",
        view.app && view.said_here ? way(many(view.said_here, "{n} statement", "{n} statements"), () => send("statements")) : null,
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
        card.set_aside.map((one) =>
          el(
            "div",
            {},
            el("p", {}, `${one.rows} × ${one.reason}`, one.where ? quiet(` (${one.where})`) : null),
            rowsBox({ rows: one.read, more: one.rows - one.read.length }),
          ),
        ),
        card.set_aside.length && view.names_seconds <= 0
          ? quiet(t("What stands in rows of a table is shown while the names are."))
          : null,
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
    fill(
      matches,
      view.doubtful.length
        ? section(
            t("Names that wait for you ({n})", { n: open }),
            view.names_seconds > 0 ? null : el("p", { class: "rl-quiet" }, t("Whoever is meant is shown by pseudonym.")),
            ...view.doubtful.map(showMatch),
          )
        : null,
    );
  }

  // ------------------------------------------------------------------------------------- a view
  function showRunning() {
    const { name, room, text, share } = view.work;
    desk.root.toggleAttribute("data-works", Boolean(name || arriving));
    running.hidden = !name && !view.needs_run && !arriving;
    if (arriving) {
      onTheirWay.show(t("Files arrive"));
      showArriving();
    } else if (name) {
      atWork.show(name === "read" ? t("Reading the files") : t("Running: {room}", { room: t(room || "beginning") }));
      atWork.progress(share, text);
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

  const step = (by, name) => () => (view?.page === "masked" ? send("step", { by }) : view?.page === "files" && send(name));
  keymap.set("j", step(1, "next"));
  keymap.set("k", step(-1, "previous"));
  for (const [name, page] of [["a", "files"], ["m", "masked"], ["p", "project"]]) keymap.set(name, () => send("page", { page }));
  keymap.set("f", () => {
    send("page", { page: "files" });
    folder.focus();
  });
  keymap.set("r", () => view && !view.work.name && !arriving && view.folder && send("run"));

  function showSums() {
    const { tally, every_aside: rows } = view;
    const row = (one) =>
      el(
        "p",
        {},
        el("button", { type: "button", class: "rl-link", onclick: () => send("go", { file: one.file }) }, one.file),
        `: ${one.rows} × ${one.reason}`,
        one.where ? quiet(` (${one.where})`) : null,
      );
    fill(
      sums,
      section(
        t("All files"),
        tally.files
          ? [el("p", {}, t("{in} rows read = {kept} kept + {aside} set aside", { in: tally.rows_in, kept: tally.kept, aside: tally.set_aside }))]
          : [el("p", { class: "rl-quiet" }, t("Exports of surveys, transcripts, notes, the staff list, usage, training and ticket extracts: what each is, is found out. You correct what is wrong."))],
        rows.length ? el("details", {}, el("summary", {}, t("What was set aside in all files, and why")), ...rows.map(row)) : null,
      ),
    );
  }

  function showFiles() {
    const { card } = view;
    list.element.hidden = work.hidden = !card;
    from.textContent = view.folder ? t("Read from …/{folder}", { folder: view.folder.split(/[\\/]/).slice(-2).join("/") }) : "";
    showMatches();
    showSums();
    if (!card) return;
    list.show({ rows: view.lines, position: view.lines.findIndex((one) => one.file === card.line.file) });
    showFile(card);
  }

  function showProject() {
    const at = project.scrollTop;
    fill(
      project,
      el("p", { class: "rl-theme-title" }, t("What only you know of the project")),
      el("p", { class: "rl-quiet" }, t("Nothing waits for these: what is missing is named where it is missed. Each is saved in review.toml when you leave its field.")),
      ownForm(desk, view, view.project, () => send("run")),
    );
    project.scrollTop = at;
  }

  const drawers = { files: showFiles, masked: () => masked.show(view), project: showProject };

  return (message) => {
    view = message.view;
    desk.show(view);
    const { page, tally } = view;
    const problems = tally.problems ? `, ${many(tally.problems, "{n} with a problem", "{n} with a problem each")}` : "";
    desk.progress(0, 1, tally.files ? `${many(tally.files, "{n} file", "{n} files")}${problems}` : "");
    nav.show(page);
    lock.show(view);
    for (const [name, elements] of Object.entries(parts)) for (const one of elements) one.hidden = name !== page;
    desk.body.classList.toggle("rl-bare", page === "files" && !view.card);
    desk.body.classList.toggle("rl-one", page === "project");
    const place = page === "files" ? aside : masked.aside;
    if (page !== "project" && place.firstChild !== running) place.prepend(running);
    showRunning();
    drawers[page]();
  };
}

export default { render: screen(buildIntake) };
