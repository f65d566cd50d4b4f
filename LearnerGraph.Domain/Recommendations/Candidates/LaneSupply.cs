namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>Why a lane has nothing more to offer.</summary>
internal enum Shortage
{
    None,
    NothingOpen,
    NoQuestion,
    AllRecent,
    NothingLearned,
    NoDates,
    NothingDue,
    DueElsewhere,
    NotPersonal,
    NoDays,
    NoMoreGoals,
    Variety,
    Budget,
}

/// <summary>A lane's candidates as a range of the pool, and what is to be said when they run out.</summary>
internal readonly record struct LaneSupply(int First, int End, Shortage WhenShort);
