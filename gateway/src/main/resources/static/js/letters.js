/** Records that a service could not take: why, what they are, and the way back, for operators. */
import { Unreachable, read } from './api.js';
import { closeDialog, closingButton, openDialog } from './dialog.js';
import { byId, html, timeElement } from './dom.js';
import { dayOf, time } from './format.js';
import { Submission, explanation } from './submission.js';
import { text } from './texts.js';

/** The services' areas of operations; one that is not there has no letters. */
const AREAS = ['councils', 'federation', 'notifications'];
const POLL_MS = 1_000;
const ENDED = ['done', 'failed', 'abandoned'];

const address = (area, rest) => `/api/operations/${area}/${rest}`;

export class Letters {
  /** Reads and shows the newest of all services. */
  async load() {
    byId('letters-part').hidden = false;
    const answers = await Promise.all(AREAS.map((area) => this.#of(area)));
    const letters = answers.flat().sort((a, b) => b.time.localeCompare(a.time));
    byId('letters').replaceChildren(...(letters.length > 0 ? letters.map((letter) => this.#item(letter)) : [html('li', { class: 'empty' }, text('letters.none'))]));
    byId('letters').removeAttribute('aria-busy');
  }

  async #of(area) {
    try {
      return (await read(address(area, 'dead-letters'))).items.map((letter) => ({ ...letter, area }));
    } catch (failure) {
      if (!(failure instanceof Unreachable)) throw failure;
      if (failure.status !== 404) byId('letters-said').append(html('div', { class: 'notice notice-warn' }, html('p', {}, text('letters.unreachable', text(`letters.area.${area}`), failure.message))));
      return [];
    }
  }

  #item(letter) {
    const state = html('p', { class: 'section-note', role: 'status' });
    const back = html('button', { type: 'button', class: 'button button-second', disabled: letter.truncated, onclick: () => this.#ask(letter, back, state) }, text('letters.replay'));
    return html('li', { class: 'letter' },
      html('div', { class: 'letter-head' },
        html('div', {},
          html('p', { class: 'letter-reason' }, letter.reason),
          html('p', { class: 'section-note' }, timeElement(letter.time, text('letters.when', dayOf(letter.time), time(letter.time))), ` · ${text(`letters.area.${letter.area}`)} · ${letter.group} · ${letter.topic} ${letter.partition}@${letter.offset}`),
          letter.truncated && html('p', { class: 'section-note' }, text('letters.truncated')), state),
        back),
      this.#original(letter));
  }

  /** The record itself, read as a whole when somebody wants to see it. */
  #original(letter) {
    const headers = Object.entries(letter.headers).map(([name, value]) => `${name}: ${value}`).join('\n');
    const content = html('pre', { tabindex: '0' }, `${headers}\n\n${letter.original ?? ''}`);
    const details = html('details', {}, html('summary', {}, text('letters.original')), content);
    details.addEventListener('toggle', async () => {
      try {
        const whole = await read(address(letter.area, `dead-letters/${encodeURIComponent(letter.id)}`));
        content.textContent = `${headers}\n\n${pretty(whole.original)}`;
      } catch {
        // its beginning is shown already
      }
    }, { once: true });
    return details;
  }

  #ask(letter, button, state) {
    const yes = html('button', { type: 'button', class: 'button' }, text('letters.replay'));
    yes.addEventListener('click', () => {
      closeDialog();
      this.#replay(letter, button, state);
    });
    openDialog(text('letters.question'), [
      html('p', { class: 'dialog-text' }, text('letters.question.text', letter.group)),
      html('p', { class: 'buttons' }, yes, closingButton(text('form.cancel')))]);
  }

  async #replay(letter, button, state) {
    button.disabled = true;
    try {
      const { body } = await new Submission().send('POST', address(letter.area, `dead-letters/${encodeURIComponent(letter.id)}/replay`));
      await this.#follow(letter.area, body, state);
    } catch (failure) {
      state.replaceChildren(...explanation(failure));
      button.disabled = false;
    }
  }

  async #follow(area, task, state) {
    state.textContent = text('letters.task', text(`task.${task.state}`), task.message ?? '');
    if (ENDED.includes(task.state)) return;
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
    await this.#follow(area, await read(address(area, `tasks/${task.id}`)), state);
  }
}

function pretty(original) {
  try {
    return JSON.stringify(JSON.parse(original), null, 2);
  } catch {
    return original ?? '';
  }
}
