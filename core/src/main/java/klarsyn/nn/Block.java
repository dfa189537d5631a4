package klarsyn.nn;

/** What a resolution computes with, one after the other. */
public sealed interface Block extends Layer permits ConvolutionBlock, ResidualBlock {}
