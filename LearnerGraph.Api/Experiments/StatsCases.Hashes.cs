using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Interop;
using Answer = System.Collections.Generic.Dictionary<string, object?>;

namespace LearnerGraph.Api.Experiments;

internal static partial class StatsCases
{
    private static Answer GrowthBookHash(StatsInputs x) =>
        new() { ["n"] = GrowthBook.Hash(x.Text("seed"), x.Text("value"), x.Whole("version")) };

    private static Answer BucketRanges(StatsInputs x)
    {
        var ranges = GrowthBook.Ranges(
            x.Whole("num_variations"), x.Number("coverage"), x.Has("weights") ? x.Numbers("weights") : null);
        return new() { ["ranges"] = ranges.Select(range => new[] { range.From, range.To }).ToArray() };
    }

    private static Answer ChooseVariation(StatsInputs x)
    {
        (double, double)[] ranges = [.. x.Rows("ranges").Select(row => (row[0], row[1]))];
        return new() { ["variation"] = GrowthBook.Choose(x.Number("n"), ranges) };
    }

    private static Answer InNamespace(StatsInputs x)
    {
        var space = x.Json.GetProperty("namespace");
        return new()
        {
            ["included"] = GrowthBook.IsInNamespace(
                x.Text("user"), space[0].GetString()!, space[1].GetDouble(), space[2].GetDouble()),
        };
    }

    private static Answer Optimizely(StatsInputs x) =>
        new() { ["bucket"] = PlatformHashes.Optimizely(x.Text("bucketing_id"), x.Text("parent_id")) };

    private static Answer GoFeatureFlag(StatsInputs x) =>
        new() { ["fnv1a32_mod_100000"] = PlatformHashes.GoFeatureFlag(x.Text("flag"), x.Text("key")) };

    private static Answer Sha256Prefix(StatsInputs x)
    {
        var hash = PlatformHashes.Statsig(x.Text("text"));
        return new() { ["u64_hex"] = hash.ToString("X16"), ["mod_10000"] = (int)(hash % 10_000) };
    }

    private static Answer PlanOut(StatsInputs x)
    {
        var hash = PlatformHashes.PlanOut(x.Text("experiment_salt"), x.Text("param_salt"), x.Text("unit"));
        return new() { ["int60"] = hash.ToString(), ["uniform"] = PlatformHashes.PlanOutUniform(hash) };
    }

    private static Answer Eppo(StatsInputs x) =>
        new() { ["shard"] = PlatformHashes.Eppo(x.Text("input"), x.Whole("total_shards")) };

    private static Answer Lg1(StatsInputs x)
    {
        var hash = UnitHash.Compute(x.Text("purpose"), x.Text("salt"), x.Text("unit"));
        return new() { ["u64_hex"] = hash.ToString("X16"), ["bucket_1e6"] = UnitHash.Bucket(hash) };
    }
}
