using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Operations;

/// <summary>
/// A learner's mark in logs and traces: lines of one learner can be put together, and nobody without the key can tell
/// whose they are. Ids are small numbers, so that a hash without a key would be guessed at once.
/// </summary>
/// <param name="key">Shared by replicas; empty: one of this process alone.</param>
public sealed class LearnerHash(string key)
{
    private const int Bytes = 8;

    private readonly byte[] _key = key.Length > 0 ? Encoding.UTF8.GetBytes(key) : RandomNumberGenerator.GetBytes(32);

    public string Of(LearnerId learner)
    {
        var id = Encoding.UTF8.GetBytes(learner.Value.ToString(CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, id).AsSpan(0, Bytes));
    }
}
