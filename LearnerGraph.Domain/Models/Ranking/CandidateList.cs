namespace LearnerGraph.Domain.Models.Ranking;

/// <summary>Items to be put in order for a user; the first is the one that was really taken.</summary>
public sealed record CandidateList(int User, IReadOnlyList<int> Items);

/// <summary>Pairs without the items that were taken from some users, and the lists to find them in.</summary>
public sealed record HeldOutItems(Interactions Kept, IReadOnlyList<CandidateList> Lists);
