import { FlatList, Pressable, Text, View } from 'react-native';
import type { RecommendationListProps } from './RecommendationList.tsx';

export function RecommendationList({ items, onStart, onDismiss }: RecommendationListProps) {
  return (
    <FlatList
      data={items}
      keyExtractor={(item) => item.id}
      ListEmptyComponent={<Text>Nothing to practise now.</Text>}
      renderItem={({ item }) => (
        <View>
          <Text accessibilityRole="header">{item.concept?.name ?? 'Goal'}</Text>
          <Text>{item.reason}</Text>
          <Pressable accessibilityRole="button" onPress={() => onStart(item)}>
            <Text>Start ({Math.ceil(item.estimatedMinutes)} min)</Text>
          </Pressable>
          <Pressable accessibilityRole="button" onPress={() => onDismiss(item)}>
            <Text>Not now</Text>
          </Pressable>
        </View>
      )}
    />
  );
}
