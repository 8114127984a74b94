// What somebody typed and nothing has saved yet. A field with a name of its own (`data-kept`) has its
// words back wherever it is drawn again, until the message that carried them is answered without
// trouble: no redraw, no other screen in between and no refusal loses them.

/** Words by the name of their field, and the fields that a message carries, by its number. */
const UNSENT = new Map();
const UNDERWAY = new Map();
let carried = [];

/** Send what stands in these fields. They are emptied once it is saved, and keep it where it is not. */
function carrying(fields, send) {
  carried = fields.map((field) => ({ field, form: true }));
  try {
    send();
  } finally {
    carried = [];
  }
}

/** What stands in a field, for the message that is sent next. */
function carry(field) {
  carried = [{ field, form: true }];
  return field.value;
}

/** Watch the fields below `host`: `sent` and `answered` tell what becomes of what was typed there. */
function keepingTyped(host) {
  const kept = (event) => event.target.matches?.("[data-kept]");
  host.addEventListener("input", (event) => kept(event) && UNSENT.set(event.target.dataset.kept, event.target.value));
  // A field that is saved when one leaves it carries itself.
  host.addEventListener("change", (event) => kept(event) && (carried = [{ field: event.target, form: false }]), true);
  host.addEventListener("change", () => (carried = []));

  const restore = () => {
    if (!UNSENT.size) return;
    for (const field of host.querySelectorAll("[data-kept]")) {
      const words = UNSENT.get(field.dataset.kept);
      if (words !== undefined && field.value !== words) field.value = words;
    }
  };
  const watch = new MutationObserver(restore);
  watch.observe(host, { childList: true, subtree: true });

  const sent = (number) => {
    if (!carried.length) return;
    UNDERWAY.set(number, carried.map(({ field, form }) => ({ field, form, name: field.dataset.kept, words: field.value })));
    carried = [];
  };
  const answered = (view) => {
    for (const one of UNDERWAY.get(view.answers) ?? []) settle(one, Boolean(view.trouble));
    UNDERWAY.delete(view.answers);
  };
  return { sent, answered, end: () => watch.disconnect() };
}

/** A field's words are saved, or refused: then they stay, before what was typed since. */
function settle({ field, form, name, words }, refused) {
  const now = UNSENT.get(name);
  if (refused) {
    if (form && now && !now.includes(words)) UNSENT.set(name, `${words} ${now}`);
    else if (now === undefined) UNSENT.set(name, words);
    if (field.isConnected) field.value = UNSENT.get(name);
    return;
  }
  if (now === words) UNSENT.delete(name);
  if (form && field.isConnected && field.value === words) field.value = field.defaultValue;
}
