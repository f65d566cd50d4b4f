namespace LearnerGraph.Api.Learners;

/// <summary>How processes hear of one another; section Events of the settings.</summary>
public sealed record EventOptions
{
    public const string Section = "Events";

    /// <summary>Milliseconds between two looks at what other processes have committed; 0 never looks.</summary>
    public int PollMs { get; init; } = 250;
}
