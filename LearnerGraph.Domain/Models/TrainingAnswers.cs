using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Domain.Models;

/// <summary>An answer as training sees it.</summary>
/// <param name="Skill">Names the concepts of the question; equal sets have equal names.</param>
/// <param name="Seconds">Since 1970; NaN where the time is not known.</param>
public readonly record struct TrainingAnswer(long Question, string Skill, bool Correct, double Seconds);

/// <summary>A learner's answers, oldest first.</summary>
public sealed record TrainingLearner(long Id, IReadOnlyList<TrainingAnswer> Answers);

/// <summary>What models are trained on and judged by.</summary>
/// <param name="IsOwn">Ids are those of this installation, so that what is learned can be served.</param>
public sealed record TrainingAnswers(IReadOnlyList<TrainingLearner> Learners, bool IsOwn)
{
    /// <summary>One learner in so many is kept for judging.</summary>
    private const int HeldOutOneIn = 5;

    public int Count => Learners.Sum(learner => learner.Answers.Count);

    /// <summary>SHA-256 of all answers, in hexadecimal.</summary>
    public string Version()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> row = stackalloc byte[25];
        foreach (var learner in Learners)
        {
            foreach (var answer in learner.Answers)
            {
                BinaryPrimitives.WriteInt64LittleEndian(row, learner.Id);
                BinaryPrimitives.WriteInt64LittleEndian(row[8..], answer.Question);
                BinaryPrimitives.WriteDoubleLittleEndian(row[16..], answer.Seconds);
                row[24] = answer.Correct ? (byte)1 : (byte)0;
                hash.AppendData(row);
                hash.AppendData(Encoding.UTF8.GetBytes(answer.Skill));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Whole learners apart, by a hash of their ids: the same ones in every training, so that no version is judged by
    /// learners that an earlier one has seen.
    /// </summary>
    public (TrainingAnswers Train, TrainingAnswers HeldOut) SplitByLearner() =>
        (this with { Learners = [.. Learners.Where(learner => !IsHeldOut(learner.Id))] },
            this with { Learners = [.. Learners.Where(learner => IsHeldOut(learner.Id))] });

    /// <summary>
    /// Each learner's history up to the last question answered for the first time, and that question; learners with
    /// fewer than three questions stay whole in the first part.
    /// </summary>
    public (TrainingAnswers Train, IReadOnlyList<(long Learner, long Question)> Last) SplitByTime()
    {
        var kept = new List<TrainingLearner>(Learners.Count);
        var last = new List<(long, long)>();
        foreach (var learner in Learners)
        {
            var seen = new HashSet<long>();
            int at = -1;
            for (int i = 0; i < learner.Answers.Count; i++)
            {
                if (seen.Add(learner.Answers[i].Question)) at = i;
            }

            if (seen.Count < 3)
            {
                kept.Add(learner);
                continue;
            }

            last.Add((learner.Id, learner.Answers[at].Question));
            kept.Add(learner with { Answers = [.. learner.Answers.Take(at)] });
        }

        return (this with { Learners = kept }, last);
    }

    private static bool IsHeldOut(long learner)
    {
        Span<byte> id = stackalloc byte[8];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64LittleEndian(id, learner);
        SHA256.HashData(id, hash);
        return hash[0] % HeldOutOneIn == 0;
    }
}
