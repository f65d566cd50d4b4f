using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Import;
using LearnerGraph.Tests.Infrastructure.Persistence;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Infrastructure.Import;

public sealed class AttemptImportTests : IAsyncLifetime
{
    private const string Assistments = """
        learner,fold,t,step,problem,skill,correct,timestamp,skills
        7,4,0,0,100,143,1,0,1;24
        7,4,1,1,101,143,0,120,24
        8,4,0,0,100,143,0,60,1;24;44
        8,4,x,1,100,143,0,60,1
        8,4,2,1,100,143,2,60,1
        """;

    private ImportHost _host = null!;

    public async Task InitializeAsync() => _host = await ImportHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Assistments_bring_concepts_questions_learners_and_answers(bool isGzip)
    {
        var report = await _host.RunAsync(ImportHost.Text(AttemptFormat.Assistments, Assistments, isGzip: isGzip));

        report.Should().BeEquivalentTo(new
        {
            Rows = 5, Added = 3, Duplicates = 0, Rejected = 2, Learners = 2, NewConcepts = 3, NewQuestions = 2,
        });
        report.Problems.Select(problem => problem.Line).Should().Equal(5, 6);
        report.Problems[0].Message.Should().Contain("t is \"x\"");
        var catalog = await _host.Catalog.GetAsync(StoreHost.Tenant, default);
        catalog.QuestionByKey("assist-100")!.Concepts.Should().HaveCount(3);
        var attempts = await _host.AttemptsOfAsync("assist-7");
        attempts.Select(a => a.Correct).Should().Equal(true, false);
        attempts.Should().OnlyContain(a => !a.IsDated && a.Status == AttemptStatus.Accepted);
    }

    [Fact]
    public async Task Assistments_timestamps_count_from_the_start_date_and_zero_stays_undated()
    {
        var start = new DateTimeOffset(2009, 9, 1, 0, 0, 0, TimeSpan.Zero);

        await _host.RunAsync(ImportHost.Text(
            AttemptFormat.Assistments, Assistments, file => file with { StartDate = start }));

        var attempts = await _host.AttemptsOfAsync("assist-7");
        attempts.Where(a => a.IsDated).Should().ContainSingle().Which.AnsweredAt.Should().Be(start.AddSeconds(120));
    }

    [Fact]
    public async Task A_second_run_adds_nothing_and_changes_nothing()
    {
        var source = ImportHost.Text(AttemptFormat.Assistments, Assistments);
        await _host.RunAsync(source);
        var learner = await _host.Store.Learners.FindByExternalIdAsync(StoreHost.Tenant, "assist-7", default);
        var before = (await _host.Store.Practice.LoadAsync(StoreHost.Tenant, [learner!.Id], default))[learner.Id];

        var again = await _host.RunAsync(source);

        again.Should().BeEquivalentTo(new { Added = 0, Duplicates = 3, NewConcepts = 0, NewQuestions = 0 });
        var after = (await _host.Store.Practice.LoadAsync(StoreHost.Tenant, [learner.Id], default))[learner.Id];
        after.State.Version.Should().Be(before.State.Version);
        (await _host.Store.Catalog.VersionAsync(StoreHost.Tenant, default)).Should().Be(1);
    }

    [Fact]
    public async Task An_interrupted_run_is_gone_on_with()
    {
        var whole = Assistments.Split('\n');
        await _host.RunAsync(ImportHost.Text(AttemptFormat.Assistments, string.Join('\n', whole[..3])));

        var rest = await _host.RunAsync(ImportHost.Text(AttemptFormat.Assistments, Assistments));

        rest.Should().BeEquivalentTo(new { Added = 1, Duplicates = 2 });
    }

    [Fact]
    public async Task Anki_keeps_grades_and_leaves_out_manual_entries()
    {
        var report = await _host.RunAsync(ImportHost.Text(
            AttemptFormat.Anki,
            """
            id,cid,usn,ease,ivl,lastIvl,factor,time,type
            1711700000000,55,0,1,-60,-60,0,8123,0
            1711786400000,55,0,4,4,1,2500,1500,1
            1711786500000,55,0,3,4,1,2500,1500,4
            1711786600000,56,0,0,4,1,2500,1500,1
            1711786700000,56,0,9,4,1,2500,1500,1
            """,
            file => file with { Learner = "ada" }));

        report.Should().BeEquivalentTo(new { Added = 2, Skipped = 2, Rejected = 1, NewConcepts = 2 });
        var attempts = await _host.AttemptsOfAsync("ada");
        attempts.Select(a => (a.Grade, a.Correct, a.DurationMs)).Should().Equal((1, false, 8123), (4, true, 1500));
        attempts[0].AnsweredAt.Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(1711700000000));
    }

    [Fact]
    public async Task Anki_reads_what_the_fsrs_tools_export()
    {
        var report = await _host.RunAsync(ImportHost.Text(
            AttemptFormat.Anki,
            """
            card_id,review_rating,review_time,review_duration
            55,3,2024-03-29T20:32:32.250000+00:00,25060
            """));

        report.Added.Should().Be(1);
        (await _host.AttemptsOfAsync("anki-1"))[0].Should().BeEquivalentTo(new
        {
            Grade = 3, Correct = true, AnsweredAt = new DateTimeOffset(2024, 3, 29, 20, 32, 32, 250, TimeSpan.Zero),
        });
    }

    [Theory]
    [InlineData("""
        learner,question,answeredAt,durationMs,correct,answer,hintsUsed,confidence,device,clientAttemptId
        ada,q0,2026-03-01T10:00:00Z,4200,true,,1,0.5,MOBILE,0d9ad5a0-3c52-4cf2-8b1a-6f5a5f1f4b8a
        ada,nowhere,2026-03-01T10:00:00Z,,true,,,,,
        ada,q1,yesterday,,true,,,,,
        """)]
    [InlineData("""
        {"learner":"ada","question":"q0","answeredAt":"2026-03-01T10:00:00Z","durationMs":4200,"correct":true,
        "hintsUsed":1,"confidence":0.5,"device":"MOBILE","clientAttemptId":"0d9ad5a0-3c52-4cf2-8b1a-6f5a5f1f4b8a"}

        {"learner":"ada","question":"nowhere","correct":true}
        {"learner":
        """)]
    public async Task Own_files_refer_to_stored_questions_and_name_the_lines_that_do_not(string text)
    {
        await _host.Store.CatalogAsync();

        // A JSON object has one line in the file, however it is broken here.
        var report = await _host.RunAsync(ImportHost.Text(
            AttemptFormat.LearnerGraph, text.Replace(",\n\"", ",\"", StringComparison.Ordinal)));

        report.Should().BeEquivalentTo(new { Added = 1, Rejected = 2 });
        report.Problems.Select(problem => problem.Line).Should().BeEquivalentTo([3, 4]);
        (await _host.AttemptsOfAsync("ada"))[0].Should().BeEquivalentTo(new
        {
            ClientAttemptId = new Guid("0d9ad5a0-3c52-4cf2-8b1a-6f5a5f1f4b8a"), DurationMs = 4200, HintsUsed = 1,
            Confidence = 0.5, Device = DeviceKind.Mobile, Correct = true, IsDated = true,
        });
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused_whole()
    {
        var run = () => _host.RunAsync(ImportHost.Text(AttemptFormat.Anki, "a,b\n1,2\n"));

        (await run.Should().ThrowAsync<ImportException>()).WithMessage("*column card_id*has a, b*");
    }

    [SharedDataFact("data/revlog_one_user/reviews.csv.gz")]
    public async Task A_real_review_log_is_imported_and_all_of_it_dated()
    {
        var file = SharedData.Path("data/revlog_one_user/reviews.csv.gz");

        var report = await _host.RunAsync(new AttemptFile(AttemptFormat.Anki, file, Learner: "josh"));

        report.Should().BeEquivalentTo(new { Rows = 7_548, Rejected = 0, Learners = 1 });
        (report.Added + report.Duplicates).Should().Be(7_548);
        var learner = await _host.Store.Learners.FindByExternalIdAsync(StoreHost.Tenant, "josh", default);
        var state = (await _host.Store.Practice.LoadAsync(StoreHost.Tenant, [learner!.Id], default))[learner.Id].State;
        state.Totals.Attempts.Should().Be((int)report.Added);
        state.Totals.ActiveDays.Should().BeGreaterThan(20);
        state.Concepts.Should().HaveCount(report.NewConcepts).And.OnlyContain(concept => concept.Memory.Exists);
    }

    [SharedDataFact("data/kt_assist2009/interactions.csv.gz")]
    public async Task Assist2009_is_imported_whole_and_once()
    {
        var file = SharedData.Path("data/kt_assist2009/interactions.csv.gz");

        var first = await _host.RunAsync(new AttemptFile(AttemptFormat.Assistments, file));
        var second = await _host.RunAsync(new AttemptFile(AttemptFormat.Assistments, file));

        first.Should().BeEquivalentTo(new
        {
            Rows = 220_070, Added = 220_070, Rejected = 0, Learners = 2_491, NewConcepts = 123, NewQuestions = 17_339,
        });
        second.Should().BeEquivalentTo(new { Added = 0, Duplicates = 220_070, NewQuestions = 0 });
    }
}
