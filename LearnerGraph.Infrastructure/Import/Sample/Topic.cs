namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Writes one exercise; the level runs from 1 (the idea alone) to 5 (as hard as the topic gets).</summary>
internal delegate Exercise Template(Dice dice, int level);

/// <summary>A concept of the sample courses with the exercises that practise it.</summary>
/// <param name="Requires">Keys, separated by spaces; likewise Extends and Matches.</param>
internal sealed record Topic(
    string Key, string Name, string Description, string Tags, int Minutes, double Difficulty, string Requires,
    params Template[] Templates)
{
    public string Extends { get; init; } = "";

    public string Matches { get; init; } = "";

    public static string[] Keys(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
