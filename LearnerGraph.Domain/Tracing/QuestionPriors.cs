using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Domain.Tracing;

/// <summary>What is believed of a question from its surroundings.</summary>
public static class QuestionPriors
{
    /// <summary>A question without answers; archived ones are as authored.</summary>
    public static QuestionState Unanswered(ResponseModel model, CatalogSnapshot catalog, Question question)
    {
        int index = catalog.IndexOf(question.Id);
        return model.Unanswered(
            index >= 0 ? catalog.Table.Difficulty[index] : QuestionTable.PriorDifficulty(question.Difficulty));
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
}
