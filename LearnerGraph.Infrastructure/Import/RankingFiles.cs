using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Training pairs and candidate lists in the format of the NCF paper's data.</summary>
public sealed class RankingFiles : IRankingFiles
{
    private static readonly char[] Blanks = [' ', '\t'];

    public Result<Interactions> ReadTraining(string path, RankingVocabulary vocabulary)
    {
        var byUser = new List<IReadOnlyCollection<int>>();
        var problem = Read(path, line =>
        {
            string[] parts = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            int user = vocabulary.User(parts[0]);
            if (user < byUser.Count) return $"user {parts[0]} has a line before";

            byUser.Add([.. parts[1..].Select(vocabulary.Item)]);
            return null;
        });
        if (problem is not null) return problem;

        var pairs = new Interactions(vocabulary.Items, byUser);
        return pairs.Count > 0 ? pairs : new Problem.Invalid($"{Path.GetFileName(path)} has no pairs.");
    }

    public Result<CandidateList[]> ReadCandidates(string path, RankingVocabulary vocabulary)
    {
        var lists = new List<CandidateList>();
        var problem = Read(path, line =>
        {
            string[] parts = line.Split('\t');
            if (parts.Length != 3) return "expected user, wanted item and others, separated by tabs";

            string[] others = parts[2].Split(
                ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (others.Length == 0) return "there is nothing to compare the wanted item with";

            lists.Add(new CandidateList(
                vocabulary.User(parts[0].Trim()),
                [vocabulary.Item(parts[1].Trim()), .. others.Select(vocabulary.Item)]));
            return null;
        });
        if (problem is not null) return problem;

        return lists.Count > 0 ? lists.ToArray() : new Problem.Invalid($"{Path.GetFileName(path)} has no lists.");
    }

    private static Problem? Read(string path, Func<string, string?> take)
    {
        if (!File.Exists(path)) return new Problem.NotFound("file", path);

        try
        {
            using var text = new AttemptSource(new AttemptFile(AttemptFormat.Assistments, path)).Open();
            for (int number = 1; text.ReadLine() is { } line; number++)
            {
                if (string.IsNullOrWhiteSpace(line)) continue;
                if (take(line) is { } wrong)
                    return new Problem.Invalid($"{Path.GetFileName(path)}, line {number}: {wrong}.");
            }

            return null;
        }
        catch (InvalidDataException e)
        {
            return new Problem.Invalid($"{Path.GetFileName(path)}: {e.Message}");
        }
    }
}
