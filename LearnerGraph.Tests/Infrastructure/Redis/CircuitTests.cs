using LearnerGraph.Infrastructure.Redis;

namespace LearnerGraph.Tests.Infrastructure.Redis;

public sealed class CircuitTests
{
    private readonly ManualClock _clock = new();
    private readonly Circuit _circuit;

    public CircuitTests() => _circuit = new Circuit(_clock);

    [Fact]
    public void Opens_after_three_failures_in_a_row_only()
    {
        _circuit.Failed();
        _circuit.Failed();
        _circuit.Succeeded();
        _circuit.Failed();
        _circuit.Failed();
        _circuit.TryEnter().Should().BeTrue();

        _circuit.Failed();

        _circuit.TryEnter().Should().BeFalse();
    }

    [Fact]
    public void Lets_one_try_after_the_pause_and_closes_with_its_success()
    {
        Open();
        _clock.Advance(251);

        _circuit.TryEnter().Should().BeTrue();
        _circuit.TryEnter().Should().BeFalse();
        _circuit.Succeeded();

        _circuit.TryEnter().Should().BeTrue();
        _circuit.IsOpen.Should().BeFalse();
    }

    [Fact]
    public void Pauses_double_with_failed_trials_up_to_five_seconds()
    {
        Open();
        foreach (var pause in new[] { 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000 })
        {
            _clock.Advance(pause - 1);
            _circuit.TryEnter().Should().BeFalse($"{pause} ms are not over");
            _clock.Advance(2);
            _circuit.TryEnter().Should().BeTrue();
            _circuit.Failed();
        }
    }

    [Fact]
    public void An_abandoned_trial_leaves_room_for_the_next()
    {
        Open();
        _clock.Advance(251);
        _circuit.TryEnter().Should().BeTrue();

        _circuit.Abandoned();

        _circuit.TryEnter().Should().BeTrue();
    }

    private void Open()
    {
        for (var i = 0; i < 3; i++) _circuit.Failed();
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _milliseconds = 1;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => _milliseconds;

        public void Advance(int milliseconds) => _milliseconds += milliseconds;
    }
}
