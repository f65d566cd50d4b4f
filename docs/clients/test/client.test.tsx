// Runs against a server with sample data: LEARNERGRAPH_URL=http://localhost:5080/graphql npm test
// LEARNERGRAPH_TRUSTED_URL names a second one, in trusted-only mode with the manifest, if there is one.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { renderToStaticMarkup } from 'react-dom/server';
import { search } from '../extension/search.js';
import { createClient, type Operation } from '../src/client.ts';
import { OfflineQueue, type Storage } from '../src/offlineQueue.ts';
import { RecommendationList } from '../src/RecommendationList.tsx';
import { fetchRecommendations } from '../src/useRecommendations.ts';

const url = process.env.LEARNERGRAPH_URL ?? 'http://localhost:5080/graphql';
const client = createClient({ url });

const adHoc = <Data, Variables = object>(source: string): Operation<Data, Variables> =>
  ({ name: 'AdHoc', hash: '', source });
const someLearner = adHoc<{ learners: { nodes: { id: string }[] } }>(
  'query AdHoc { learners(first: 1) { nodes { id } } }');
const counted = adHoc<{ learner: { stats: { attempts: number } } }, { id: string }>(
  'query AdHoc($id: ID!) { learner(id: $id) { stats { attempts } } }');

const learnerId = (await client.execute(someLearner, {})).learners.nodes[0]!.id;
const attemptsOf = async () => (await client.execute(counted, { id: learnerId })).learner.stats.attempts;

function memory(): Storage {
  const map = new Map<string, string>();
  return { getItem: async (key) => map.get(key) ?? null, setItem: async (key, value) => void map.set(key, value) };
}

test('a set is fetched and shown', async () => {
  const set = await fetchRecommendations(client, learnerId, 5);

  assert.ok(set && set.items.length > 0);
  const html = renderToStaticMarkup(<RecommendationList items={set.items} onStart={() => {}} onDismiss={() => {}} />);
  assert.equal(html.match(/<li /g)?.length, set.items.length);
});

test('what happens offline is kept, and counted once however often it is sent', async () => {
  const set = await fetchRecommendations(client, learnerId, 10);
  const item = set!.items.find((one) => one.questions.length > 0)!;
  const now = new Date().toISOString();
  let network: 'down' | 'loses answers' | 'up' = 'down';
  const flaky: typeof fetch = async (...request) => {
    if (network === 'down') throw new TypeError('offline');
    const response = await fetch(...request);
    if (network === 'loses answers') throw new TypeError('the answer got lost');
    return response;
  };
  const storage = memory();
  const queue = new OfflineQueue(createClient({ url, fetch: flaky }), storage);
  const before = await attemptsOf();
  await queue.feedback({ recommendationId: item.id, action: 'STARTED', occurredAt: now });
  for (const question of item.questions.slice(0, 2)) {
    await queue.attempt(learnerId, {
      questionId: question.id, recommendationId: item.id, answer: '1', answeredAt: now, durationMs: 4_000,
    });
  }
  const waiting = await queue.size();

  await assert.rejects(queue.flush(), /offline/);
  assert.equal(await queue.size(), waiting);
  network = 'loses answers';
  await assert.rejects(queue.flush(), /lost/);
  assert.equal(await queue.size(), waiting);

  // The application was closed and opened in between.
  network = 'up';
  const again = new OfflineQueue(createClient({ url, fetch: flaky }), storage);
  const flushed = await again.flush();

  assert.deepEqual(flushed.refused, []);
  assert.equal(flushed.accepted + flushed.duplicates, waiting);
  assert.equal(flushed.duplicates, 1, 'what came through before its answer was lost');
  assert.equal(await queue.size(), 0);
  assert.deepEqual(await again.flush(), { accepted: 0, duplicates: 0, refused: [] });
  assert.equal(await attemptsOf() - before, waiting - 1);
});

test('rows that the server refuses leave the queue and are told of', async () => {
  const queue = new OfflineQueue(client, memory());
  await queue.attempt(learnerId, { questionId: 'bm90aGluZw', answeredAt: new Date().toISOString(), durationMs: 1 });

  const flushed = await queue.flush();

  assert.equal(flushed.refused.length, 1);
  assert.equal(await queue.size(), 0);
});

test('the manifest names every document by its hash', () => {
  const manifest = JSON.parse(readFileSync(new URL('../src/generated/operations.json', import.meta.url), 'utf8'));

  assert.equal(Object.keys(manifest).length, 3);
  for (const [hash, source] of Object.entries(manifest)) {
    assert.equal(createHash('sha256').update(source as string).digest('hex'), hash);
  }
});

const trustedUrl = process.env.LEARNERGRAPH_TRUSTED_URL;

test('a server that trusts the manifest runs its documents and nothing else', { skip: !trustedUrl }, async () => {
  const trusted = createClient({ url: trustedUrl!, trustedDocuments: true });

  const set = await fetchRecommendations(trusted, learnerId, 5);

  assert.ok(set && set.items.length > 0);
  await assert.rejects(trusted.execute(someLearner, {}), { code: 'PERSISTED_QUERY_NOT_FOUND' });
  await assert.rejects(createClient({ url: trustedUrl! }).execute(someLearner, {}), { code: 'PERSISTED_QUERY_ONLY' });
});

test('the extension searches where the server can, and says so where it cannot', async () => {
  const { hits, note } = await search({ url, learnerId }, '  linear\n equations ');

  assert.ok(hits.length > 0 || note === 'This server has no search yet.', note);
  assert.equal((await search({ url, learnerId }, ' ')).note, 'Select some text first.');
});
