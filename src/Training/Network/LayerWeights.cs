using MathNet.Numerics.LinearAlgebra;

namespace FhnHw.Training.Network;

/// <summary>The weights from one layer to the next: outputs = Matrix · inputs + Bias. Single precision.</summary>
/// <remarks>The bias stays zero in a network without bias.</remarks>
public sealed class LayerWeights
{
    /// <summary>Makes weights of zero.</summary>
    public LayerWeights(int inputs, int outputs)
    {
        Matrix = Matrix<float>.Build.Dense(outputs, inputs);
        Bias = new float[outputs];
    }

    /// <summary>outputs × inputs, column-major: the weights of one input lie together.</summary>
    public Matrix<float> Matrix { get; }

    /// <summary>One value an output.</summary>
    public float[] Bias { get; }

    /// <summary>Number of inputs.</summary>
    public int Inputs => Matrix.ColumnCount;

    /// <summary>Number of outputs.</summary>
    public int Outputs => Matrix.RowCount;

    /// <summary>The matrix's storage: value [input · Outputs + output].</summary>
    public float[] Values => Matrix.AsColumnMajorArray();
}
