package klarsyn.format.file;

/**
 * A structure named by the label file.
 *
 * @param name  its name
 * @param layer channel of the file, from 0; structures of different layers may overlap
 * @param value of its voxels in that channel, from 1
 */
public record Segment(String name, int layer, int value) {}
