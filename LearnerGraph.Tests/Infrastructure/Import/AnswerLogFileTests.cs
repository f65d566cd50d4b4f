using System.IO.Compression;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Infrastructure.Import;

namespace LearnerGraph.Tests.Infrastructure.Import;

public sealed class AnswerLogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-answers-").FullName;

    [Fact]
    public void Read_sorts_a_learners_rows_and_takes_rows_of_one_step_for_one_answer()
    {
        var log = Read("""
            learner,fold,t,step,problem,correct,timestamp,skills
            7,2,2,1,b,1,0,x
            7,2,0,0,a,0,5,y;x
            9,3,0,0,a,1,0,x;y
            7,2,1,1,b,1,0,y
            """);

        log.Learners.Should().Be(2);
        log.RowsOf(0).Should().Be((0, 2));
        log.FoldOf(1).Should().Be(3);
        log.PlacesOf(1).Should().Equal(1, 2);
        log.SkillSets.Span[0].Should().Be(log.SkillSets.Span[2]);
        log.Vocabulary.ConceptsOfSet(log.SkillSets.Span[1]).Length.Should().Be(2);
        log.Seconds.Span[0].Should().Be(5);
        log.Seconds.Span[1].Should().Be(double.NaN);
        log.Where(learner => log.FoldOf(learner) == 3).LearnerName(0).Should().Be("9");
    }

    [Fact]
    public void Read_refuses_with_the_line_what_is_no_answer()
    {
        var refused = new AnswerLogFile().Read(
            Written("learner,t,problem,correct\n1,0,a,1\n1,1,a,perhaps\n"), new AnswerVocabulary());

        refused.TryGet(out _, out var problem).Should().BeFalse();
        problem!.Message.Should().Contain("line 3").And.Contain("perhaps");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private AnswerLog Read(string text) =>
        new AnswerLogFile().Read(Written(text), new AnswerVocabulary()).TryGet(out var log, out var problem)
            ? log : throw new InvalidOperationException(problem.Message);

    private string Written(string text)
    {
        var path = Path.Combine(_folder, "answers.csv.gz");
        using var file = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        file.Write(text);
        return path;
    }
}
