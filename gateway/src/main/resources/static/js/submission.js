/** A change that a person sends: once, however often it has to be tried. */
import { Unreachable } from './api.js';
import { html } from './dom.js';
import { inTime } from './format.js';
import { signInAddress } from './gate.js';
import { send } from './session.js';
import { text } from './texts.js';

export class Submission {
  #told;
  #key;

  /**
   * Sends a change. The same change again, after a failure, is sent under the same key, so that it is carried out once.
   *
   * @param etag state that the change is made to; none for what is new
   * @returns `{ status, headers, body }`, or throws `Unreachable`
   */
  async send(method, address, body, etag) {
    const told = JSON.stringify([method, address, body, etag]);
    if (told !== this.#told) this.#key = crypto.randomUUID();
    this.#told = told;
    const answer = await send(method, address, body, { 'Idempotency-Key': this.#key, ...(etag && { 'If-Match': etag }) });
    this.#told = undefined;
    return answer;
  }
}

/** Whether nobody knows what became of a change, so that it should be sent again. */
const isOpen = ({ status }) => status === 0 || status === 408 || status >= 500;

/** What went wrong, and what to do, as content of a notice. */
export function explanation(failure) {
  if (!(failure instanceof Unreachable)) throw failure;
  const { status, problem, retryAfter } = failure;
  if (isOpen(failure)) return [html('strong', {}, text('submit.open')), ` ${text('submit.open.text', failure.message)}`];
  if (status === 401 || problem.type?.endsWith(':csrf')) {
    return [html('strong', {}, text('submit.over')), ` ${text('submit.over.text')} `,
      html('a', { href: signInAddress(), target: '_blank' }, text('submit.over.link'))];
  }
  if (status === 429) return [html('strong', {}, text('submit.busy')), ` ${text('submit.busy.text', inTime(retryAfter ?? 1))}`];
  return [html('strong', {}, problem.title ?? text('submit.refused')), ` ${problem.detail ?? failure.message}`];
}
