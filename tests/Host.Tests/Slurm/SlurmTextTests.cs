using FhnHw.Host.Slurm;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Tests.Slurm;

public class SlurmTextTests
{
    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData("", "")]
    [InlineData("  --partition=long   -t 10 ", "--partition=long|-t|10")]
    [InlineData("--comment='a b' --mail-user=\"x y\"", "--comment=a b|--mail-user=x y")]
    [InlineData("--comment=a\\ b --comment=\"\\\"\"", "--comment=a b|--comment=\"")]
    [InlineData("--comment=$HOME;`id`", "--comment=$HOME;`id`")]
    [InlineData("--comment ''", "--comment|")]
    public void Options_are_split_as_a_shell_would_and_nothing_else_is_done_to_them(string text, string words) =>
        Assert.Equal(words.Length == 0 ? [] : words.Split('|'), SlurmOptions.Parse(text));

    [Theory]
    [InlineData("--comment='a", "is not closed")]
    [InlineData("job.sh", "is no option of sbatch")]
    [InlineData("--exclusive=user job.sh", "is no option of sbatch")]
    [InlineData("-- x", "is no option of sbatch")]
    [InlineData("--array=0-3", "is set by the sweep itself")]
    [InlineData("-J name", "is set by the sweep itself")]
    [InlineData("-ofile", "is set by the sweep itself")]
    [InlineData("--wrap=ls", "is set by the sweep itself")]
    public void What_would_lose_jobs_is_refused(string text, string because) =>
        Assert.Contains(because, Assert.Throws<InvalidSettingException>(() => SlurmOptions.Parse(text)).Message);

    [Theory]
    [InlineData("resolve_ctls_from_dns_srv: res_nsearch error: Unknown host\nsbatch: fatal: Could not establish a configuration source", "set SLURM_CONF")]
    [InlineData("sbatch: error: invalid partition specified: x", "sbatch says: invalid partition specified: x")]
    public void What_sbatch_refuses_is_told_in_one_sentence(string said, string told) =>
        Assert.Contains(told, SlurmCommands.Refused("sbatch", new SlurmAnswer(1, "", said)).Message);

    [Fact]
    public void Sbatch_gets_the_sweeps_own_options_last_and_then_script_and_arguments()
    {
        var arguments = SlurmCommands.Arguments(new JobArray(
            "name", "/a folder/slurm", "001-%a.log", 3, ["7", "9"], ["--time=5"], "/a folder/slurm/job.sh", ["/here", "it's $x"], None)).ToArray();
        Assert.True(Array.IndexOf(arguments, "--time=5") < Array.IndexOf(arguments, "--job-name=name"));
        Assert.Equal(["--array=0-2", "--dependency=afterany:7:9", "/a folder/slurm/job.sh", "/here", "it's $x"], arguments[^5..]);
        Assert.Contains("--chdir=/a folder/slurm", arguments);
    }

    [Fact]
    public void Limits_are_read_from_Slurms_configuration()
    {
        Assert.Equal(new SlurmLimits(1000, 10000), SlurmCommands.ReadLimits("MaxArraySize            = 1001\nMaxJobCount             = 10000\n"));
        Assert.Equal(SlurmLimits.Usual, SlurmCommands.ReadLimits("slurm_load_ctl_conf error: Unable to contact slurm controller"));
    }

    [Fact]
    public void The_queue_tells_what_lives()
    {
        var jobs = SlurmCommands.ReadQueue(
            "a|12|0|RUNNING|None|node1\na|12|1|PENDING|Resources|\na|12|2|NODE_FAIL|NodeDown|node2\nb|13|N/A|SOMETHING_NEW|None|\n");
        Assert.Equal([true, true, false, true], jobs.Select(job => job.IsLive));
        Assert.Equal(new QueuedJob("a", "12", 2, "NODE_FAIL", "NodeDown", "node2"), jobs[2]);
    }

    [Theory]
    [InlineData(" Nodes=node1 CPU_IDs=0 Mem=0 GRES=fhnhw:1(IDX:2) MinCPUsNode=1", "2")]
    [InlineData(" Nodes=node1 CPU_IDs=0-3 Mem=0 GRES=gpu:1(IDX:0),fhnhw:ice:3(IDX:0,2-3)", "0,2,3")]
    [InlineData(" Nodes=node2 CPU_IDs=0 Mem=0 GRES=fhnhw:1(IDX:5)   Nodes=node1 CPU_IDs=0 Mem=0 GRES=fhnhw:1(IDX:1)", "1")]
    [InlineData(" Nodes=node1 CPU_IDs=0 Mem=0 GRES= MinCPUsNode=1", "")]
    [InlineData(" Nodes=node1 CPU_IDs=0 Mem=0 GRES=gpu:1(IDX:0) MinCPUsNode=1", "")]
    public void A_jobs_boards_are_those_that_Slurm_gave_it_on_its_node(string text, string indices) =>
        Assert.Equal(indices, string.Join(',', SlurmBoards.Indices($"JobId=3 JobName=x{text}", "node1")));

    [Fact]
    public void A_file_tells_which_device_a_board_is()
    {
        const string text = "# node index device\nnode1 0 serial:/dev/fhnhw0@3000000\nnode1  1\ttcp:lab:5331  # the old one\n\nnode2 0 tcp:lab:5332\n";
        Assert.Equal("serial:/dev/fhnhw0@3000000", SlurmBoards.DeviceOf(text, "node1", 0));
        Assert.Equal("tcp:lab:5331", SlurmBoards.DeviceOf(text, "node1", 1));
        Assert.Null(SlurmBoards.DeviceOf(text, "node2", 1));
    }
}
