using LearnerGraph.Domain.Models;
using LearnerGraph.Infrastructure.ModelFiles;

namespace LearnerGraph.Tests.Infrastructure.ModelFiles;

public sealed class ModelFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_gives_back_what_was_saved_under_its_hash()
    {
        var files = new ModelFolder(_folder);

        var hash = files.Save([1, 2, 3]);

        hash.Should().Be("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
        files.Load(hash).TryGet(out var file, out _).Should().BeTrue();
        file.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void Load_refuses_a_truncated_file_and_says_so()
    {
        var files = new ModelFolder(_folder);
        var hash = files.Save(new byte[1000]);
        using (var stream = File.OpenWrite(Path.Combine(_folder, "models", $"{hash}.model"))) stream.SetLength(999);

        files.Load(hash).TryGet(out _, out var problem).Should().BeFalse();

        problem!.Code.Should().Be("DAMAGED_FILE");
        problem.Message.Should().Contain("cut short");
        files.Save(new byte[1000]).Should().Be(hash, "saving it again mends it");
        files.Load(hash).IsOk.Should().BeTrue();
    }

    [Fact]
    public void Load_knows_what_is_not_there() =>
        new ModelFolder(_folder).Load(new string('0', 64)).TryGet(out _, out _).Should().BeFalse();

    [Fact]
    public void Checkpoints_are_replaced_and_removed()
    {
        var files = new ModelFolder(_folder);
        var run = new TrainingRunId(7);

        files.FindCheckpoint(run).Should().BeNull();
        files.SaveCheckpoint(run, [1]);
        files.SaveCheckpoint(run, [2, 3]);
        files.FindCheckpoint(run).Should().Equal(2, 3);
        files.RemoveCheckpoint(run);
        files.FindCheckpoint(run).Should().BeNull();
    }
}
