using System.IO.Compression;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Infrastructure.Import;

namespace LearnerGraph.Tests.Infrastructure.Import;

public sealed class RankingFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-ranking-").FullName;
    private readonly RankingFiles _files = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Training_and_candidates_share_their_names()
    {
        var vocabulary = new RankingVocabulary();
        string train = Write("train.txt", "7 30 31\n\n9 31\n"), lists = Write("lists.tsv", "9\t30\t31,99\n8\t31\t30\n");

        _files.ReadTraining(train, vocabulary).TryGet(out var pairs, out _).Should().BeTrue();
        _files.ReadCandidates(lists, vocabulary).TryGet(out var candidates, out _).Should().BeTrue();

        (pairs!.Users, pairs.Items, pairs.Count).Should().Be((2, 2, 3));
        candidates!.Select(list => vocabulary.UserName(list.User)).Should().Equal("9", "8");
        candidates![0].Items.Should().Equal(0, 1, 2);
        candidates[1].User.Should().Be(2, "a user of the lists that training has not seen comes after the others");
    }

    [Fact]
    public void A_packed_file_is_read_as_it_is()
    {
        var path = Path.Combine(_folder, "train.txt.gz");
        using (var text = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
            text.Write("a x y\nb y\n");

        _files.ReadTraining(path, new RankingVocabulary()).TryGet(out var pairs, out _).Should().BeTrue();

        pairs!.Count.Should().Be(3);
    }

    [Theory]
    [InlineData("1 2\n1 3\n", "line 2: user 1 has a line before")]
    [InlineData("", "has no pairs")]
    public void Training_says_what_is_wrong_with_it(string text, string message) =>
        Wrong(_files.ReadTraining(Write("t.txt", text), new RankingVocabulary())).Should().Contain(message);

    [Theory]
    [InlineData("1\t2\n", "line 1: expected user, wanted item and others")]
    [InlineData("1\t2\t3\n1\t2\t\n", "line 2: there is nothing to compare")]
    [InlineData("", "has no lists")]
    public void Candidates_say_what_is_wrong_with_them(string text, string message) =>
        Wrong(_files.ReadCandidates(Write("c.tsv", text), new RankingVocabulary())).Should().Contain(message);

    [Fact]
    public void A_missing_file_is_told() =>
        Wrong(_files.ReadTraining(Path.Combine(_folder, "none"), new RankingVocabulary())).Should().Contain("none");

    private static string Wrong<T>(Result<T> result)
        where T : notnull
    {
        result.TryGet(out _, out var problem).Should().BeFalse();
        return problem!.Message;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
