/** The one dialog of a page. It does not close by Esc on what was typed and not saved. */
import { byId, html } from './dom.js';

let guarded = () => false;

/** Opens it with a title and content, or shows other content in it; `unsaved()` tells whether Esc would lose something. */
export function openDialog(title, content, { wide = false, unsaved = () => false } = {}) {
  const dialog = byId('dialog');
  guarded = unsaved;
  dialog.classList.toggle('dialog-wide', wide);
  byId('dialog-content').replaceChildren(html('h2', { id: 'dialog-title', tabindex: '-1' }, title), ...content);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

/** Closes it. */
export function closeDialog() {
  byId('dialog').close();
}

/** A button that closes it. */
export const closingButton = (name) => html('button', { type: 'button', class: 'button button-second', onclick: closeDialog }, name);

byId('dialog').addEventListener('cancel', (event) => {
  if (!guarded()) return;
  event.preventDefault();
  byId('dialog').querySelector('.buttons .button-second')?.focus();
});
