mod charts;
mod engine;
mod markup;
mod pages;
mod words;
