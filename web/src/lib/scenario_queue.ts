// One request at a time, and after it only the newest: while somebody drags, positions come faster than replies.

export class Newest<I, O> {
  private isBusy = false;
  private waiting: I | null = null;
  private abort: AbortController | null = null;

  constructor(
    private readonly ask: (input: I, signal: AbortSignal) => Promise<O>,
    private readonly onReply: (output: O, input: I) => void,
    private readonly onFailure: (reason: unknown, input: I) => void,
  ) {}

  put(input: I): void {
    if (this.isBusy) this.waiting = input;
    else void this.run(input);
  }

  /** Forgets what is asked and what waits. */
  drop(): void {
    this.waiting = null;
    this.abort?.abort();
  }

  private async run(input: I): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    this.isBusy = true;
    try {
      const output = await this.ask(input, abort.signal);
      if (!abort.signal.aborted) this.onReply(output, input);
    } catch (reason) {
      // A newer one is on its way: what it brings is what counts.
      if (!abort.signal.aborted && this.waiting === null) this.onFailure(reason, input);
    }
    this.isBusy = false;
    const next = this.waiting;
    this.waiting = null;
    if (next !== null) void this.run(next);
  }
}
