using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Domain.Tracing;

/// <summary>
/// What is believed of a question from its surroundings: before its first answer, and of its average sibling.
/// </summary>
public static class QuestionPriors
{
    /// <summary>Enough siblings to know how far the authored scale is off; more cost time and add nothing.</summary>
    private const int MaxSiblings = 64;

    /// <summary>A question without answers: as authored, moved as far as its answered siblings were.</summary>
    public static QuestionState Unanswered(ResponseModel model, CatalogSnapshot catalog, Question question)
    {
        double shift = 0;
        int answered = 0;
        var table = catalog.Table;
        foreach (var link in question.Concepts)
        {
            int concept = catalog.IndexOf(link.Concept);
            if (concept < 0) continue;
            foreach (int sibling in Sample(table.OfConcept(concept)))
            {
                var state = table.States[sibling];
                if (state.Attempts == 0) continue;
                shift += state.Difficulty - QuestionTable.PriorDifficulty(catalog.Questions[sibling].Difficulty);
                answered++;
            }
        }

        return model.Unanswered(QuestionTable.PriorDifficulty(question.Difficulty), shift, answered);
    }

    /// <summary>Mean difficulty in logits of questions of the same concepts, by weight of the links.</summary>
    public static double AverageDifficulty(CatalogSnapshot catalog, Question question)
    {
        double sum = 0, total = 0;
        foreach (var link in question.Concepts)
        {
            int concept = catalog.IndexOf(link.Concept);
            if (concept < 0) continue;
            sum += link.Weight * catalog.MeanDifficulty(concept);
            total += link.Weight;
        }

        return total > 0 ? sum / total : QuestionTable.PriorDifficulty(question.Difficulty);
    }

    /// <summary>Evenly from the easiest to the hardest.</summary>
    private static int[] Sample(ReadOnlySpan<int> questions)
    {
        int count = Math.Min(questions.Length, MaxSiblings);
        int[] sample = new int[count];
        for (int i = 0; i < count; i++) sample[i] = questions[(int)((long)i * questions.Length / count)];
        return sample;
    }
}
