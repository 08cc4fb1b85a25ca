/** Files of mandates or of the council's record: looked at first, then taken over, with progress, and found again by the address. */
import { Unreachable, read } from './api.js';
import { byId, html, timeElement } from './dom.js';
import { Form } from './form.js';
import { ago, number } from './format.js';
import { doubt, session } from './session.js';
import { explanation } from './submission.js';
import { language, text } from './texts.js';

const POLL_MS = 800;
const LONGEST_POLL_MS = 5_000;
const ERRORS_SHOWN = 50;
const TYPES = { csv: 'text/csv', ndjson: 'application/x-ndjson', jsonl: 'application/x-ndjson' };

/** Sends a file; its size may need its time, so the reader sees how far it is. */
async function upload(file, kind, dryRun, key, sentPart) {
  const { csrf } = await session();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/imports?kind=${kind}&dryRun=${dryRun}`);
    const headers = {
      Accept: 'application/json, application/problem+json', 'Accept-Language': language, 'Idempotency-Key': key,
      'Content-Type': TYPES[file.name.split('.').at(-1).toLowerCase()] ?? 'application/octet-stream', ...(csrf && { 'X-CSRF-TOKEN': csrf }),
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => sentPart(total > 0 ? loaded / total : 0));
    request.addEventListener('error', () => reject(new Unreachable(0)));
    request.addEventListener('load', () => (request.status === 202 ? resolve(request.response)
      : reject(new Unreachable(request.status, request.response ?? {}, { retryAfter: Number(request.getResponseHeader('Retry-After')) || undefined }))));
    request.send(file);
  });
}

export class Uploads {
  #imported;
  #chosen;
  #key;
  #timer = 0;
  #shown;

  /** @param imported told when something was taken over */
  constructor(ags, imported) {
    this.#imported = imported;
  }

  /** Shows the import with this id, or the choice of a file. */
  open(id) {
    if (id !== this.#shown || !id) {
      clearTimeout(this.#timer);
      this.#shown = id;
      if (id) this.#follow(id);
      else this.#choose();
    }
    this.#recent();
  }

  #choose() {
    const file = html('input', { id: 'upload-file', type: 'file', accept: '.csv,.ndjson,.jsonl,.gz', 'aria-describedby': 'upload-file-hint' });
    const kind = html('select', { id: 'upload-kind' }, ['mandates', 'councils'].map((each) => html('option', { value: each }, text(`upload.${each}`))));
    const form = new Form({
      fields: [], values: {}, buttons: [html('button', { type: 'submit', class: 'button' }, text('upload.check'))],
      submit: () => {
        form.forgive();
        if (!file.files[0]) {
          form.complain(text('upload.nofile'));
          file.focus();
          return;
        }
        this.#chosen = { file: file.files[0], kind: kind.value };
        this.#send(true, form);
      },
    });
    form.element.prepend(
      html('p', { class: 'section-note' }, text('upload.note')),
      html('p', { class: 'field' }, html('label', { for: 'upload-kind' }, text('upload.kind')), kind),
      html('p', { class: 'field' }, html('label', { for: 'upload-file' }, text('upload.file')), html('span', { class: 'field-hint', id: 'upload-file-hint' }, text('upload.file.hint')), file));
    byId('upload').replaceChildren(form.element);
  }

  /** Sends the chosen file, under one key for each of its two ways, however often it is tried. */
  async #send(dryRun, form) {
    const { file, kind } = this.#chosen;
    const told = `${dryRun} ${kind} ${file.name} ${file.size} ${file.lastModified}`;
    if (this.#key?.told !== told) this.#key = { told, key: crypto.randomUUID() };
    form.busy(true);
    try {
      const { id } = await upload(file, kind, dryRun, this.#key.key, (part) => form.element.querySelector('.buttons button').replaceChildren(text('upload.sending', Math.round(100 * part))));
      this.#key = undefined;
      location.hash = `#datei/${id}`;
    } catch (failure) {
      doubt(failure);
      form.complain(explanation(failure));
    } finally {
      form.busy(false);
      form.element.querySelector('.buttons button').replaceChildren(text(dryRun ? 'upload.check' : 'upload.import'));
    }
  }

  /** Asks how far an import is, until it has ended. */
  async #follow(id, pause = POLL_MS) {
    try {
      const job = await read(`/api/imports/${id}`);
      if (this.#shown !== id) return;
      const ended = job.state === 'done' || job.state === 'failed';
      const errors = job.rejected > 0 && ended ? (await read(`${job.errors}?limit=${ERRORS_SHOWN}`)).items : [];
      if (this.#shown !== id) return;
      this.#show(job, errors);
      if (!ended) this.#timer = setTimeout(() => this.#follow(id), POLL_MS);
      else if (!job.dryRun) this.#imported();
      if (ended) this.#recent();
    } catch (failure) {
      if (this.#shown !== id) return;
      if (failure.status === 404) {
        byId('upload').replaceChildren(html('div', { class: 'notice notice-warn' }, html('p', {}, text('upload.unknown'))), this.#another());
        return;
      }
      this.#trouble(explanation(failure));
      this.#timer = setTimeout(() => this.#follow(id, Math.min(2 * pause, LONGEST_POLL_MS)), pause);
    }
  }

  #trouble(told) {
    const notice = byId('upload').querySelector('.upload-trouble') ?? html('div', { class: 'notice notice-warn upload-trouble' });
    notice.replaceChildren(html('p', {}, told, ` ${text('upload.goesOn')}`));
    byId('upload').prepend(notice);
  }

  #show(job, errors) {
    const ended = job.state === 'done' || job.state === 'failed';
    const key = job.state === 'failed' ? 'failed' : !ended ? (job.dryRun ? 'checking' : 'running') : (job.dryRun ? 'checked' : 'done');
    byId('upload').replaceChildren(
      html('div', { class: `notice ${key === 'failed' ? 'notice-bad' : key === 'done' ? 'notice-good' : ''}`, role: 'status' },
        html('p', {}, html('strong', {}, text(`upload.${key}`)), ' ', key === 'failed' ? job.failure : text(`upload.${key}.text`, job.rejected))),
      ...(ended ? [] : [this.#progress(job)]),
      this.#sums(job),
      ...(errors.length > 0 ? this.#errors(job, errors) : []),
      ...(ended ? [this.#next(job)] : []));
  }

  #progress({ progress }) {
    const percent = Math.round(100 * progress);
    const bar = html('span');
    bar.style.width = `${percent}%`;
    return html('div', { class: 'figure-bar upload-bar', role: 'progressbar', 'aria-label': text('upload.progress'), 'aria-valuenow': String(percent) }, bar);
  }

  #sums(job) {
    const sum = (key, value) => html('div', { class: 'figure' }, html('dt', { class: 'figure-name' }, text(`upload.${key}`)), html('dd', { class: 'figure-value' }, number(value)));
    return html('dl', { class: 'figures upload-sums' },
      sum('read', job.read), sum(job.dryRun ? 'wouldChange' : 'changed', job.changed), sum('unchanged', job.unchanged), sum('rejected', job.rejected));
  }

  #errors(job, errors) {
    return [
      html('h3', {}, text('upload.errors')),
      html('table', { class: 'table' }, html('caption', { class: 'visually-hidden' }, text('upload.errors')),
        html('thead', {}, html('tr', {}, html('th', { scope: 'col', class: 'num' }, text('upload.line')), html('th', { scope: 'col' }, text('upload.field')), html('th', { scope: 'col' }, text('upload.reason')))),
        html('tbody', {}, errors.map(({ line, field, reason }) => html('tr', {}, html('td', { class: 'num' }, number(line)), html('td', {}, field), html('td', {}, reason))))),
      html('p', { class: 'downloads' }, html('a', { href: `${job.errors}?format=csv&encoding=excel`, download: true }, text('upload.report'))),
    ];
  }

  #next(job) {
    const again = this.#another();
    if (!job.dryRun || job.state !== 'done' || job.changed === 0) return again;
    if (!this.#chosen) return html('div', {}, html('p', { class: 'section-note' }, text('upload.lost')), again);
    const form = new Form({
      fields: [], values: {}, submit: () => this.#send(false, form),
      buttons: [html('button', { type: 'submit', class: 'button' }, text('upload.import')), again.querySelector('a')],
    });
    return form.element;
  }

  #another() {
    return html('p', { class: 'buttons' }, html('a', { class: 'button button-second', href: '#datei' }, text('upload.another')));
  }

  /** The files of the last days, each a link to its result. */
  async #recent() {
    try {
      const { items } = await read('/api/imports?limit=5');
      byId('imports').replaceChildren(...(items.length > 0 ? items.map((job) => html('li', {},
        html('a', { href: `#datei/${job.id}` }, text('upload.one', text(`upload.${job.kind}`), job.dryRun)),
        html('span', { class: 'cell-more' }, timeElement(job.createdAt, ago(job.createdAt)), `, ${text('upload.outcome', number(job.changed), number(job.rejected), job.dryRun)}`))) : [html('li', { class: 'section-note' }, text('upload.norecent'))]));
    } catch {
      byId('imports').replaceChildren(html('li', { class: 'section-note' }, text('upload.norecent')));
    }
  }
}
