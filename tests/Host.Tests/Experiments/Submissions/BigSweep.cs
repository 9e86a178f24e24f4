namespace FhnHw.Host.Tests.Experiments.Submissions;

/// <summary>
/// A sweep of a size that no machine of ours has, on paper: jobs of tasks on boards, one controller that starts jobs one after the other, one file server
/// that does one thing at a time, and whoever waits and looks for files. Events in order of time, no chance in it.
/// </summary>
/// <param name="Tasks">Tasks.</param>
/// <param name="TaskSeconds">What one takes.</param>
/// <param name="Boards">Boards, or cores, each with one job at a time.</param>
/// <param name="Jobs">Jobs that the tasks are dealt out to.</param>
/// <param name="StartSeconds">From a job's start to its first task, without what the file server does.</param>
/// <param name="ControllerSeconds">The controller's work for a job: start and end.</param>
/// <param name="LoadSeconds">The file server's work for a job's start: plan, submission, images.</param>
/// <param name="WriteSeconds">The file server's work for a result: make, write, flush, rename.</param>
/// <param name="ListSeconds">Its work for a name of a folder that is listed.</param>
/// <param name="ReadSeconds">Its work for a result that is read.</param>
internal sealed record BigSweep(
    int Tasks, double TaskSeconds, int Boards, int Jobs, double StartSeconds, double ControllerSeconds, double LoadSeconds, double WriteSeconds,
    double ListSeconds, double ReadSeconds)
{
    private const double Pause = 15; // between two looks
    private const int Look = -1;

    /// <summary>How it goes.</summary>
    /// <returns>Seconds until the report can be made, and how long the controller was busy, and the file server with what.</returns>
    public (double Seconds, double Controller, double Loading, double Writing, double Looking) Run()
    {
        var events = new PriorityQueue<int, (double Time, int Order)>();
        var (left, begun, done, seen) = (new int[Jobs], 0, 0, 0);
        var (order, controller, server, writing, looking) = (0, 0.0, 0.0, 0.0, 0.0);
        for (var board = 0; board < Math.Min(Boards, Jobs); board++)
        {
            Begin(0);
        }

        At(Look, Pause);
        while (true)
        {
            events.TryDequeue(out var job, out var now);
            var start = Math.Max(now.Time, server);
            if (job == Look)
            {
                var work = (done * ListSeconds) + ((done - seen) * ReadSeconds);
                (server, looking, seen) = (start + work, looking + work, done);
                if (seen == Tasks)
                {
                    // The report reads every result once more.
                    return (server + (Tasks * ReadSeconds), Jobs * ControllerSeconds, Jobs * LoadSeconds, writing, looking + (Tasks * ReadSeconds));
                }

                At(Look, server + Pause);
                continue;
            }

            if (job >= Jobs)
            {
                server = start + LoadSeconds;
                At(job - Jobs, server + StartSeconds + TaskSeconds);
                continue;
            }

            (server, writing, done) = (start + WriteSeconds, writing + WriteSeconds, done + 1);
            if (--left[job] > 0)
            {
                At(job, server + TaskSeconds);
            }
            else if (begun < Jobs)
            {
                Begin(server);
            }
        }

        void Begin(double time)
        {
            controller = Math.Max(controller, time) + ControllerSeconds;
            left[begun] = (Tasks / Jobs) + (begun < Tasks % Jobs ? 1 : 0);
            At(Jobs + begun++, controller);
        }

        void At(int what, double time) => events.Enqueue(what, (time, order++));
    }
}
