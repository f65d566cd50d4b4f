import type { Recommendation } from './useRecommendations.ts';

export interface RecommendationListProps {
  readonly items: readonly Recommendation[];
  readonly onStart: (item: Recommendation) => void;
  readonly onDismiss: (item: Recommendation) => void;
}

/** For the web; `RecommendationList.native.tsx` is what React Native's bundler takes instead. */
export function RecommendationList({ items, onStart, onDismiss }: RecommendationListProps) {
  if (items.length === 0) return <p>Nothing to practise now.</p>;
  return (
    <ol aria-label="What to practise next">
      {items.map((item) => (
        <li key={item.id} data-lane={item.lane}>
          <strong>{item.concept?.name ?? 'Goal'}</strong>
          <p>{item.reason}</p>
          <button type="button" onClick={() => onStart(item)}>
            Start ({Math.ceil(item.estimatedMinutes)} min)
          </button>
          <button type="button" onClick={() => onDismiss(item)} aria-label={`Not now: ${item.reason}`}>
            Not now
          </button>
        </li>
      ))}
    </ol>
  );
}
