package klarsyn.format.file;

/**
 * A structure that a label file names itself.
 *
 * @param name  what a person calls it
 * @param layer channel of the file that holds it, from 0; structures of different layers may overlap
 * @param value of its voxels in that channel, from 1
 */
public record Segment(String name, int layer, int value) {}
