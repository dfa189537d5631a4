package klarsyn.nn.layer;

/** A block of layers; a stage is a sequence of blocks. */
public sealed interface Block extends Layer permits ConvolutionBlock, ResidualBlock {}
