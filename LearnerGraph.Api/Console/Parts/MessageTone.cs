namespace LearnerGraph.Api.Console.Parts;

/// <summary>How a message is meant; it is said in words too.</summary>
public enum MessageTone
{
    Done,
    Note,
    Trouble,
}
