namespace Respite.Simulator.Time;

/// <summary>
/// What is still to happen, in order. Nothing runs by itself: whoever looks at the cloud first lets everything happen that is
/// due by now, each thing at its own time. So virtual and real time work alike, and a run depends on the seed alone.
/// </summary>
internal sealed class Agenda(TimeProvider clock, double speed)
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _events = new();
    private long _order;
    private bool _running;

    /// <summary>The time of the event that is happening, else of the last look.</summary>
    public DateTimeOffset Now { get; private set; } = clock.GetUtcNow();

    /// <summary>How long <paramref name="simulated"/> takes on the clock.</summary>
    public TimeSpan Scale(TimeSpan simulated) => simulated / speed;

    /// <summary>Lets <paramref name="action"/> happen after <paramref name="delay"/> (scaled by the cloud's speed).</summary>
    public void After(TimeSpan delay, Action action) => At(Now + Scale(delay), action);

    public void At(DateTimeOffset when, Action action) => _events.Enqueue(action, (when, ++_order));

    public void RunDue()
    {
        // An event that looks at the cloud itself must not let later ones happen before it is over.
        if (_running)
            return;
        _running = true;
        try
        {
            Run();
        }
        finally
        {
            _running = false;
        }
    }

    private void Run()
    {
        var until = clock.GetUtcNow();
        while (_events.TryPeek(out _, out var due) && due.At <= until)
        {
            var action = _events.Dequeue();
            if (due.At > Now)
                Now = due.At;
            action();
        }
        if (until > Now)
            Now = until;
    }
}
