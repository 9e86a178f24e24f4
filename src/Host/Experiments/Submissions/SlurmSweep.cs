using System.Globalization;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Slurm;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>
/// Has the tasks of a sweep done by Slurm: submits what is missing, stage by stage, waits for the files, and submits again what was lost. It keeps nothing in
/// mind that is not in the folder, so it may be ended at any time, and another one goes on.
/// </summary>
internal sealed class SlurmSweep
{
    /// <summary>How often a task is tried.</summary>
    public const int Tries = 3;

    private const int LogLines = 10;

    private readonly SlurmFolder _folder;
    private readonly ISlurm _slurm;
    private readonly SweepPlan _plan;
    private readonly SlurmSettings _settings;
    private readonly FinishedTasks _finished;
    private readonly SlurmJobs _jobs;
    private readonly Action<string> _notes;
    private HashSet<string> _uncovered = [];
    private string? _silence;

    /// <summary>Goes on with a sweep.</summary>
    /// <param name="sweep">The sweep's folder, with its plan and Slurm's settings.</param>
    /// <param name="slurm">Slurm.</param>
    /// <param name="notes">Told what is submitted, and what was lost.</param>
    public SlurmSweep(SweepFolder sweep, ISlurm slurm, Action<string> notes)
    {
        (_folder, _slurm, _notes) = (new SlurmFolder(sweep), slurm, notes);
        (_plan, _settings) = (sweep.Plan!, _folder.Settings!);
        _finished = new FinishedTasks(sweep, _plan);
        _jobs = new SlurmJobs(_folder, slurm);
    }

    /// <summary>Tasks in all.</summary>
    public int Work => _finished.All;

    /// <summary>Waits until all tasks are done.</summary>
    /// <param name="progress">Told the tasks that are done, and how it stands.</param>
    /// <param name="pause">Waits some seconds; true where it is to end.</param>
    /// <param name="cancellation">Stops the waiting; jobs go on.</param>
    /// <exception cref="LostTasksException">A task has no result after several tries.</exception>
    /// <exception cref="SlurmRefusedException">Slurm does not take the jobs.</exception>
    public void Run(Action<long, string> progress, Action<TimeSpan> pause, CancellationToken cancellation)
    {
        for (var look = 0; ; look++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_folder.IsCancelled)
            {
                _notes("The sweep was cancelled; its command, given again with --slurm, goes on.");
                throw new OperationCanceledException();
            }

            // In this order, so that a job that ends meanwhile is not missed: its files are looked for after it was seen to live.
            var answers = _jobs.Look();
            _finished.Look();
            progress(_finished.Done, $"{_finished.Done} of {_finished.All} tasks; {_jobs.Words}");
            if (_finished.Done == _finished.All)
            {
                return;
            }

            if (answers)
            {
                _silence = null;
                SubmitMissing();
            }
            else
            {
                Tell("Slurm does not answer; waiting for it.");
            }

            // A second at first, for what is over soon; a quarter of a minute later, so that Slurm has other things to do too.
            pause(TimeSpan.FromSeconds(Math.Clamp(look / 8.0, 1, 15)));
        }
    }

    // Of each stage what has no file and no job that lives. What had a job is given until the next look, since its file may come late.
    private void SubmitMissing()
    {
        var (live, tried) = (_jobs.LiveKeys(), _jobs.TriesOf(_settings.First));
        var uncovered = new HashSet<string>();
        var spent = new List<PlannedTask>();
        foreach (var (index, stage) in _plan.Stages.Index())
        {
            var missing = new List<PlannedTask>();
            foreach (var task in stage.Tasks.Where(task => !_finished.Has(task.Key) && !live.Contains(task.Key) && uncovered.Add(task.Key)))
            {
                var tries = tried.GetValueOrDefault(task.Key);
                if (tries == 0 || _uncovered.Contains(task.Key))
                {
                    (tries < Tries ? missing : spent).Add(task);
                }
            }

            uncovered.ExceptWith(missing.Select(task => task.Key));
            if (missing.Count > 0 && !Submit(index, missing, missing.Count(task => tried.ContainsKey(task.Key))))
            {
                break;
            }
        }

        _uncovered = uncovered;
        if (spent.Count > 0 && _jobs.Live == 0)
        {
            throw Lost(spent);
        }
    }

    // Returns false where the rest must wait for another look.
    private bool Submit(int stage, List<PlannedTask> tasks, int again)
    {
        var most = Math.Max(1, Math.Min(_slurm.Limits.ArrayJobs, _slurm.Limits.Jobs / 2));
        for (; ; most /= 2)
        {
            var number = _jobs.Next;
            var submission = new Submission(
                Submission.UsualForm, number, $"fhnhw-{_settings.Id}-{Submission.Stem(number)}", stage,
                JobParts.Of(tasks, _finished.Times.Of, _settings.Minutes * 60, most), _jobs.LiveBefore(stage), DateTime.UtcNow);
            _jobs.Keep(submission);
            try
            {
                submission = submission with
                {
                    Array = _slurm.Submit(new JobArray(
                        submission.Name, _folder.FullPath, SlurmFolder.LogPattern(number), submission.Parts.Count, submission.After, _settings.Options,
                        _folder.Script, [_settings.WorkingFolder, .. _settings.Worker, Submission.Stem(number)], _settings.Environment)),
                };
            }
            catch (SlurmRefusedException error) when (error.Kind == Refusal.NoAnswer)
            {
                Tell($"{error.Message} Waiting for it.");
                return false;
            }
            catch (SlurmRefusedException error)
            {
                _jobs.Keep(submission with { IsLost = true });
                if (error.Kind == Refusal.TooMany && submission.Parts.Count > 1)
                {
                    most = submission.Parts.Count;
                    continue;
                }

                if (error.Kind == Refusal.TooMany && _jobs.Live > 0)
                {
                    Tell($"{error.Message} The rest is submitted when others are done.");
                    return false;
                }

                throw;
            }

            _jobs.Keep(submission);
            _notes(string.Create(CultureInfo.InvariantCulture,
                $"{_plan.Stages[stage].Name}: {tasks.Count} tasks in {submission.Parts.Count} jobs (Slurm's {submission.Array})")
                + (again > 0 ? $"; {again} of them again, since their jobs ended without a result ({_jobs.Endings(tasks.Select(task => task.Key))})" : ""));
            if (_folder.IsCancelled)
            {
                _slurm.Cancel([submission.Name]);
            }

            return true;
        }
    }

    private void Tell(string sentence)
    {
        if (_silence != sentence)
        {
            _notes(sentence);
            _silence = sentence;
        }
    }

    private LostTasksException Lost(List<PlannedTask> tasks)
    {
        var (number, index, state) = _jobs.LastOf(tasks[0].Key);
        foreach (var line in _folder.EndOfLog(number, index, LogLines))
        {
            _notes($"log: {line}");
        }

        return new LostTasksException(
            string.Create(CultureInfo.InvariantCulture,
                $"{tasks.Count} tasks, the first of them '{tasks[0].Title}', have no result after {Tries} jobs (the last: {state}); ")
            + $"see {_folder.Log(number, index)}, mend what it tells, and give the sweep's command again with --slurm.");
    }
}

/// <summary>Tasks have no result after several tries.</summary>
/// <param name="message">Which, and what to do.</param>
internal sealed class LostTasksException(string message) : Exception(message);
