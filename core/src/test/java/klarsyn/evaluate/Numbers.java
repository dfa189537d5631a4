package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An array of the conformance files, row-major.
 *
 * @param shape  length of each axis
 * @param values all values; 0 for those of a large array that a generator leaves out
 */
@SuppressWarnings("ArrayRecordComponent")
public record Numbers(int[] shape, double[] values) {

    static Numbers of(JsonNode node) {
        if (node.isArray()) {
            return stack(node);
        }
        int[] shape = new int[node.path("shape").size()];
        int size = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = node.path("shape").get(axis).asInt();
            size *= shape[axis];
        }
        double[] values = new double[size];
        if (node.has("data")) {
            for (int i = 0; i < size; i++) {
                values[i] = number(node.path("data").get(i));
            }
        } else {
            generate(node.path("generator"), shape, values);
        }
        return new Numbers(shape, values);
    }

    private static Numbers stack(JsonNode list) {
        List<Numbers> parts = new ArrayList<>();
        list.forEach(part -> parts.add(of(part)));
        int[] axes = parts.getFirst().shape();
        int[] shape = new int[axes.length + 1];
        shape[0] = parts.size();
        System.arraycopy(axes, 0, shape, 1, axes.length);
        int size = parts.getFirst().values().length;
        double[] values = new double[size * parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i).values(), 0, values, i * size, size);
        }
        return new Numbers(shape, values);
    }

    public static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
    }

    private static void generate(JsonNode generator, int[] shape, double[] values) {
        switch (generator.path("kind").asString()) {
            case "zeros" -> {}
            case "sphere" -> sphere(generator, shape, values);
            case "points" -> {
                for (JsonNode at : generator.path("at")) {
                    int index = 0;
                    for (int axis = 0; axis < shape.length; axis++) {
                        index = index * shape[axis] + at.get(axis).asInt();
                    }
                    values[index] = generator.path("value").asDouble();
                }
            }
            case "slab", "half_plane" -> halves(generator, shape, values);
            default -> throw new IllegalArgumentException(generator.toString());
        }
    }

    private static void halves(JsonNode generator, int[] shape, double[] values) {
        boolean isSlab = "slab".equals(generator.path("kind").asString());
        int axis = generator.path("axis").asInt();
        int stride = 1;
        for (int after = axis + 1; after < shape.length; after++) {
            stride *= shape[after];
        }
        int perItem = values.length / shape[0];
        int to = generator.path("to").asInt(0);
        int from = generator.path("from").asInt(0);
        int item = generator.path("item").asInt(0);
        for (int i = 0; i < values.length; i++) {
            int at = i / stride % shape[axis];
            boolean isIn = isSlab ? at < to : at >= from && i / perItem == item;
            values[i] = isIn ? 1 : 0;
        }
    }

    private static void sphere(JsonNode generator, int[] shape, double[] values) {
        double radius = generator.path("radius").asDouble();
        double[] first = squares(generator, 0, shape[0]);
        double[] second = squares(generator, 1, shape[1]);
        double[] third = squares(generator, 2, shape[2]);
        int index = 0;
        for (double a : first) {
            for (double b : second) {
                for (double c : third) {
                    values[index++] = a + b + c <= radius * radius ? 1 : 0;
                }
            }
        }
    }

    private static double[] squares(JsonNode generator, int axis, int length) {
        double spacing = generator.path("spacing").get(axis).asDouble();
        double center = generator.path("centre").get(axis).asDouble();
        double[] squares = new double[length];
        for (int i = 0; i < length; i++) {
            squares[i] = (i * spacing - center) * (i * spacing - center);
        }
        return squares;
    }

    /** The numbers of one item, the first axis. */
    double[] item(int item) {
        int size = values.length / shape[0];
        return java.util.Arrays.copyOfRange(values, item * size, (item + 1) * size);
    }

    int[] integers() {
        int[] integers = new int[values.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) values[i];
        }
        return integers;
    }
}
