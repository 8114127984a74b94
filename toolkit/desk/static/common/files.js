// Files between this page and the desk: over the widget's own channel, so that no path is needed and
// nothing is served to anybody else.

/** So many bytes travel at once. */
const AT_ONCE = 512 * 1024;

/** A file in pieces, one after the other; an empty file is one empty piece. */
async function inPieces(file, send) {
  for (let place = 0; place === 0 || place < file.size; place += AT_ONCE) {
    await send(await file.slice(place, place + AT_ONCE).arrayBuffer());
  }
}

/** Let the browser save bytes as it saves what is downloaded. */
function saveFile(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Files that were written: where each lies, and a button that downloads it. */
function writtenFiles(send, files) {
  return el(
    "ul",
    { class: "rl-files" },
    ...files.map((one) =>
      el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            class: "rl-way",
            "aria-label": t("Download {name}", { name: one.name }),
            onclick: () => send("download", { file: `${one.folder}/${one.name}` }),
          },
          one.name,
        ),
        quiet(joined(one.folder, one.size, one.at)),
      ),
    ),
  );
}
