import { useCallback, useEffect, useState } from 'react';
import type { Client } from './client.ts';
import { Recommendations } from './generated/operations.ts';
import type { RecommendationsQuery } from './generated/types.ts';

export type RecommendationSet = NonNullable<NonNullable<RecommendationsQuery['learner']>['recommendations']>;
export type Recommendation = RecommendationSet['items'][number];

export interface RecommendationsState {
  readonly set?: RecommendationSet;
  readonly error?: Error;
  readonly isLoading: boolean;
}

export async function fetchRecommendations(
  client: Client, learnerId: string, first = 10): Promise<RecommendationSet | undefined> {
  return (await client.execute(Recommendations, { learnerId, first })).learner?.recommendations ?? undefined;
}

/** What the learner should practise next; asked again by `refresh`, and when the set has expired. */
export function useRecommendations(client: Client, learnerId: string, first = 10) {
  const [state, setState] = useState<RecommendationsState>({ isLoading: true });
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((n) => n + 1), []);

  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setState((before) => ({ ...before, isLoading: true }));
    fetchRecommendations(client, learnerId, first).then(
      (set) => {
        if (!isCurrent) return;
        setState({ set, isLoading: false });
        if (set) timer = setTimeout(refresh, Math.max(1_000, Date.parse(set.expiresAt) - Date.now()));
      },
      // What was there before stays: offline, old advice is better than none.
      (error: Error) => isCurrent && setState(({ set }) => ({ set, error, isLoading: false })));
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, learnerId, first, round, refresh]);

  return { ...state, refresh };
}
