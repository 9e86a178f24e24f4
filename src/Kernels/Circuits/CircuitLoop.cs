using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Circuits;

/// <summary>Steps a sequential circuit 512 times side by side: bit n of each 512-bit register belongs to copy n.</summary>
/// <param name="registers">The registers, a vector each; they come back as they are after the last step.</param>
/// <param name="inputs">The inputs of each step, a row of <see cref="CircuitLoop.RowLength"/> vectors a step, in a ring.</param>
/// <param name="offset">Where the first step's row lies, bytes.</param>
/// <param name="ring">Length of the ring, bytes, a power of two.</param>
/// <param name="steps">Number of steps.</param>
internal unsafe delegate void CircuitSteps(Vector512<ulong>* registers, byte* inputs, nint offset, nint ring, int steps);

/// <summary>Compiles a sequential circuit to a loop of vpternlog (AVX-512), which keeps the registers in the processor's.</summary>
internal static class CircuitLoop
{
    private static readonly MethodInfo Ternary = Method(typeof(Avx512F), nameof(Avx512F.TernaryLogic), typeof(byte));
    private static readonly MethodInfo Xor = Method(typeof(Avx512F), nameof(Avx512F.Xor));
    private static readonly MethodInfo And = Method(typeof(Avx512F), nameof(Avx512F.And));

    /// <summary>True where the processor has AVX-512 and the runtime compiles what is emitted while it runs.</summary>
    public static bool IsSupported => Avx512F.IsSupported && RuntimeFeature.IsDynamicCodeCompiled;

    /// <summary>Vectors from one step's inputs to the next: their number, rounded up to a power of two.</summary>
    public static int RowLength(int inputs) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)inputs);

    /// <summary>Compiles a circuit whose first inputs are registers and whose others are inputs of the step.</summary>
    /// <param name="circuit">The logic of a step.</param>
    /// <param name="next">The signal that each register takes.</param>
    public static CircuitSteps Compile(Circuit circuit, int[] next)
    {
        var method = new DynamicMethod(
            "CircuitSteps", typeof(void), [typeof(Vector512<ulong>*), typeof(byte*), typeof(nint), typeof(nint), typeof(int)],
            typeof(CircuitLoop).Module, skipVisibility: true);
        new Emitter(method.GetILGenerator(), circuit, next).Emit();
        return method.CreateDelegate<CircuitSteps>();
    }

    private static MethodInfo Method(Type type, string name, params Type[] last) => type.GetMethod(
        name, [.. Enumerable.Repeat(typeof(Vector512<ulong>), last.Length == 0 ? 2 : 3), .. last])!;

    // Steps are written one after the other several times: what one leaves in one processor register the next takes from there.
    private sealed class Emitter(ILGenerator il, Circuit circuit, int[] next)
    {
        private const int Unrolled = 4;

        private readonly LocalBuilder[] _registers = [.. next.Select(_ => il.DeclareLocal(typeof(Vector512<ulong>)))];

        public void Emit()
        {
            for (var register = 0; register < next.Length; register++)
            {
                EmitAddress(OpCodes.Ldarg_0, register);
                il.Emit(OpCodes.Ldobj, typeof(Vector512<ulong>));
                il.Emit(OpCodes.Stloc, _registers[register]);
            }

            EmitLoop(Unrolled);
            EmitLoop(1);
            for (var register = 0; register < next.Length; register++)
            {
                EmitAddress(OpCodes.Ldarg_0, register);
                il.Emit(OpCodes.Ldloc, _registers[register]);
                il.Emit(OpCodes.Stobj, typeof(Vector512<ulong>));
            }

            il.Emit(OpCodes.Ret);
        }

        // while (steps >= stepsAtOnce) { ...; steps -= stepsAtOnce; }
        private void EmitLoop(int stepsAtOnce)
        {
            var (top, test) = (il.DefineLabel(), il.DefineLabel());
            il.Emit(OpCodes.Br, test);
            il.MarkLabel(top);
            var registers = _registers;
            for (var step = 0; step < stepsAtOnce; step++)
            {
                registers = EmitStep(registers);
                EmitNextRow();
            }

            for (var register = 0; register < next.Length; register++)
            {
                il.Emit(OpCodes.Ldloc, registers[register]);
            }

            for (var register = next.Length - 1; register >= 0; register--)
            {
                il.Emit(OpCodes.Stloc, _registers[register]);
            }

            il.Emit(OpCodes.Ldarg_S, (byte)4);
            il.Emit(OpCodes.Ldc_I4, stepsAtOnce);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Starg_S, (byte)4);
            il.MarkLabel(test);
            il.Emit(OpCodes.Ldarg_S, (byte)4);
            il.Emit(OpCodes.Ldc_I4, stepsAtOnce);
            il.Emit(OpCodes.Bge, top);
        }

        private LocalBuilder[] EmitStep(LocalBuilder[] registers)
        {
            LocalBuilder[] signals = [.. registers, .. Enumerable.Range(next.Length, circuit.Signals - next.Length)
                .Select(_ => il.DeclareLocal(typeof(Vector512<ulong>)))];
            for (var input = next.Length; input < circuit.Inputs; input++)
            {
                EmitAddress(OpCodes.Ldarg_1, input - next.Length);
                il.Emit(OpCodes.Ldarg_2);
                il.Emit(OpCodes.Add);
                il.Emit(OpCodes.Ldobj, typeof(Vector512<ulong>));
                il.Emit(OpCodes.Stloc, signals[input]);
            }

            for (var gate = 0; gate < circuit.Gates.Count; gate++)
            {
                EmitGate(circuit.Gates[gate], signals);
                il.Emit(OpCodes.Stloc, signals[circuit.Inputs + gate]);
            }

            return [.. next.Select(signal => signals[signal])];
        }

        private void EmitGate(Gate gate, LocalBuilder[] signals)
        {
            il.Emit(OpCodes.Ldloc, signals[gate.A]);
            il.Emit(OpCodes.Ldloc, signals[gate.B]);
            if (gate.B == gate.C && gate.Table is (Circuit.A & Circuit.B) or (Circuit.A ^ Circuit.B))
            {
                il.Emit(OpCodes.Call, gate.Table == (Circuit.A & Circuit.B) ? And : Xor);
                return;
            }

            il.Emit(OpCodes.Ldloc, signals[gate.C]);
            il.Emit(OpCodes.Ldc_I4, (int)gate.Table);
            il.Emit(OpCodes.Call, Ternary);
        }

        // offset = (offset + row) & (ring - 1)
        private void EmitNextRow()
        {
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Ldc_I4, RowLength(circuit.Inputs - next.Length) * Vector512<byte>.Count);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldarg_3);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.And);
            il.Emit(OpCodes.Starg_S, (byte)2);
        }

        private void EmitAddress(OpCode pointer, int vector)
        {
            il.Emit(pointer);
            il.Emit(OpCodes.Ldc_I4, vector * Vector512<byte>.Count);
            il.Emit(OpCodes.Add);
        }
    }
}
