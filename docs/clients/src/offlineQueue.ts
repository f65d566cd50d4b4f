import { GraphQLFailure, type Client } from './client.ts';
import { RecordFeedback, SubmitAttempts } from './generated/operations.ts';
import type { AttemptInput, FeedbackEventInput } from './generated/types.ts';

/** `localStorage` behind two promises, or `AsyncStorage` as it is. */
export interface Storage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
}

type Entry =
  | { kind: 'attempt'; learnerId: string; row: AttemptInput }
  | { kind: 'feedback'; row: FeedbackEventInput };

export interface Flushed {
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: { readonly id: string; readonly code: string; readonly message: string }[];
}

const Batch = 500;
const Key = 'learnergraph.queue';

/**
 * Keeps attempts and feedback until the server has answered for them. Each row gets its id when it happens, and the
 * server counts an id once: a row whose answer got lost on the way is simply sent again.
 */
export class OfflineQueue {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly storage: Storage,
    private readonly newId: () => string = () => crypto.randomUUID(),
  ) {}

  attempt(learnerId: string, row: Omit<AttemptInput, 'clientAttemptId'>): Promise<void> {
    return this.add({ kind: 'attempt', learnerId, row: { ...row, clientAttemptId: this.newId() } });
  }

  feedback(row: Omit<FeedbackEventInput, 'clientEventId'>): Promise<void> {
    return this.add({ kind: 'feedback', row: { ...row, clientEventId: this.newId() } });
  }

  async size(): Promise<number> {
    return (await this.read()).length;
  }

  /** Sends what waits; throws, and keeps it, where the server cannot be reached. */
  flush(): Promise<Flushed> {
    return this.oneByOne(async () => {
      const total = { accepted: 0, duplicates: 0, refused: [] as Flushed['refused'] };
      for (let batch = nextBatch(await this.read()); batch.length > 0; batch = nextBatch(await this.read())) {
        const answer = await this.send(batch);
        total.accepted += answer.accepted;
        total.duplicates += answer.duplicates;
        total.refused.push(...answer.refused);
        const sent = new Set(batch.map(idOf));
        await this.write((await this.read()).filter((entry) => !sent.has(idOf(entry))));
      }
      return total;
    });
  }

  private add(entry: Entry): Promise<void> {
    return this.oneByOne(async () => this.write([...await this.read(), entry]));
  }

  private async send(batch: Entry[]): Promise<Flushed> {
    try {
      return batch[0]?.kind === 'attempt' ? await this.sendAttempts(batch) : await this.sendFeedback(batch);
    } catch (failure) {
      // What is wrong with the rows stays wrong; anything else may pass.
      if (!(failure instanceof GraphQLFailure) || failure.code !== 'BAD_USER_INPUT') throw failure;
      return { accepted: 0, duplicates: 0, refused: refuseAll(batch, failure) };
    }
  }

  private async sendAttempts(batch: Entry[]): Promise<Flushed> {
    const attempts = batch.flatMap((entry) => entry.kind === 'attempt' ? [entry] : []);
    const { submitAttempts: answer } = await this.client.execute(SubmitAttempts, {
      input: { learnerId: attempts[0]!.learnerId, attempts: attempts.map((entry) => entry.row) },
    });
    const refused = answer.results.flatMap(({ clientAttemptId, error }) =>
      error ? [{ id: clientAttemptId, code: error.code, message: error.message }] : []);
    const [whole] = answer.results.length === 0 ? answer.errors : [];
    return { ...answer, refused: whole ? refuseAll(batch, whole) : refused };
  }

  private async sendFeedback(batch: Entry[]): Promise<Flushed> {
    const events = batch.flatMap((entry) => entry.kind === 'feedback' ? [entry.row] : []);
    const { recordRecommendationFeedback: answer } = await this.client.execute(RecordFeedback, { input: { events } });
    return { ...answer, refused: answer.errors.map((error) => ({ id: '', ...error })) };
  }

  private async read(): Promise<Entry[]> {
    return JSON.parse(await this.storage.getItem(Key) ?? '[]') as Entry[];
  }

  private write(entries: Entry[]): Promise<void> {
    return this.storage.setItem(Key, JSON.stringify(entries));
  }

  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work, work);
    this.last = next;
    return next;
  }
}

const idOf = (entry: Entry): string => entry.kind === 'attempt' ? entry.row.clientAttemptId : entry.row.clientEventId;

const refuseAll = (batch: Entry[], { code, message }: { code: string; message: string }) =>
  batch.map((entry) => ({ id: idOf(entry), code, message }));

/** The oldest rows that fit one mutation: of one kind, and attempts of one learner. */
function nextBatch(entries: Entry[]): Entry[] {
  const group = (entry: Entry) => entry.kind === 'attempt' ? entry.learnerId : '';
  const [oldest] = entries;
  return entries
    .filter((entry) => oldest && entry.kind === oldest.kind && group(entry) === group(oldest))
    .slice(0, Batch);
}
